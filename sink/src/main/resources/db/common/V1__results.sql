-- What the topology computed, one row per closed window. A window has one row for ever: a correction, which has a higher
-- revision, replaces it. The keys say so; the sink relies on them for its conflict path.

CREATE SCHEMA IF NOT EXISTS grafana;

CREATE TABLE plumbline.window_stats (
    system text NOT NULL,
    run text NOT NULL,
    operation text NOT NULL,
    node text NOT NULL,
    release text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    window_start timestamptz NOT NULL,
    window_ms bigint NOT NULL CHECK (window_ms > 0),
    revision integer NOT NULL CHECK (revision >= 0),
    closed_by text NOT NULL CHECK (closed_by IN ('EVENT_TIME', 'IDLE', 'SHUTDOWN')),
    event_count bigint NOT NULL CHECK (event_count >= 0),
    ok_count bigint NOT NULL CHECK (ok_count >= 0),
    error_count bigint NOT NULL CHECK (error_count >= 0),
    timeout_count bigint NOT NULL CHECK (timeout_count >= 0),
    bytes bigint NOT NULL CHECK (bytes >= 0),
    node_count integer NOT NULL CHECK (node_count >= 0),
    rate_per_second double precision NOT NULL CHECK (rate_per_second >= 0),
    mean_ns double precision,
    stddev_ns double precision,
    min_ns double precision,
    p50_ns double precision,
    p90_ns double precision,
    p95_ns double precision,
    p99_ns double precision,
    p999_ns double precision,
    max_ns double precision,
    sketch_lo integer NOT NULL,
    sketch_counts bigint[] NOT NULL,
    service_lo integer,
    service_counts bigint[],
    service_min_ns double precision,
    service_max_ns double precision,
    late_count bigint NOT NULL CHECK (late_count >= 0),
    max_lateness_us bigint NOT NULL CHECK (max_lateness_us >= 0),
    emitted_at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, operation, node, window_ms, window_start),
    CHECK (event_count = ok_count + error_count + timeout_count),
    -- A window in which only late events fell has a row, and nothing to take a quantile of.
    CHECK (CASE WHEN event_count = 0
        THEN cardinality(sketch_counts) = 0 AND num_nonnulls(min_ns, p50_ns, p99_ns, max_ns) = 0
        ELSE cardinality(sketch_counts) > 0 AND num_nulls(mean_ns, min_ns, p50_ns, p90_ns, p95_ns, p99_ns, p999_ns, max_ns) = 0
            AND 0 <= min_ns AND min_ns <= p50_ns AND p50_ns <= p99_ns AND p99_ns <= max_ns END),
    CHECK (num_nonnulls(service_lo, service_counts, service_min_ns, service_max_ns) IN (0, 4))
);

-- Dashboards ask for one window length over a time range, most often for all operations at once.
CREATE INDEX window_stats_by_time ON plumbline.window_stats (window_ms, window_start);

COMMENT ON TABLE plumbline.window_stats IS 'One closed window of one operation, over all nodes (node is empty) or for one node.';
COMMENT ON COLUMN plumbline.window_stats.system IS 'The monitored system.';
COMMENT ON COLUMN plumbline.window_stats.run IS 'The test run; empty: continuous operation.';
COMMENT ON COLUMN plumbline.window_stats.operation IS 'The operation.';
COMMENT ON COLUMN plumbline.window_stats.node IS 'The node; empty: all nodes together. Never add the two kinds.';
COMMENT ON COLUMN plumbline.window_stats.release IS 'Releases of the nodes, sorted, separated by commas.';
COMMENT ON COLUMN plumbline.window_stats.origin IS 'Where the figures come from: measured (REAL), IMPORTED, REPLAYED or SIMULATED.';
COMMENT ON COLUMN plumbline.window_stats.window_start IS 'Start of the window, inclusive, by event time.';
COMMENT ON COLUMN plumbline.window_stats.window_ms IS 'Length of the window, in milliseconds.';
COMMENT ON COLUMN plumbline.window_stats.revision IS '0 when the window closed; each later correction counts up and replaces the row.';
COMMENT ON COLUMN plumbline.window_stats.closed_by IS 'Why the window closed: the watermark passed it (EVENT_TIME), its input was silent (IDLE), the pipeline was drained (SHUTDOWN).';
COMMENT ON COLUMN plumbline.window_stats.event_count IS 'Events: ok_count + error_count + timeout_count.';
COMMENT ON COLUMN plumbline.window_stats.ok_count IS 'Events with outcome OK.';
COMMENT ON COLUMN plumbline.window_stats.error_count IS 'Events with outcome ERROR.';
COMMENT ON COLUMN plumbline.window_stats.timeout_count IS 'Events with outcome TIMEOUT.';
COMMENT ON COLUMN plumbline.window_stats.bytes IS 'Sum of the events'' payload, in bytes.';
COMMENT ON COLUMN plumbline.window_stats.node_count IS 'Distinct nodes that measured in this window.';
COMMENT ON COLUMN plumbline.window_stats.rate_per_second IS 'event_count divided by the window''s length, per second.';
COMMENT ON COLUMN plumbline.window_stats.mean_ns IS 'Mean response time, exact, in nanoseconds; null without events, like all figures in _ns.';
COMMENT ON COLUMN plumbline.window_stats.stddev_ns IS 'Standard deviation (population) of response time, in nanoseconds.';
COMMENT ON COLUMN plumbline.window_stats.min_ns IS 'Least response time, exact, in nanoseconds.';
COMMENT ON COLUMN plumbline.window_stats.p50_ns IS 'Median response time, nearest rank, within 2^-7, in nanoseconds.';
COMMENT ON COLUMN plumbline.window_stats.p90_ns IS '90th percentile likewise.';
COMMENT ON COLUMN plumbline.window_stats.p95_ns IS '95th percentile likewise.';
COMMENT ON COLUMN plumbline.window_stats.p99_ns IS '99th percentile likewise.';
COMMENT ON COLUMN plumbline.window_stats.p999_ns IS '99.9th percentile likewise.';
COMMENT ON COLUMN plumbline.window_stats.max_ns IS 'Greatest response time, exact, in nanoseconds.';
COMMENT ON COLUMN plumbline.window_stats.sketch_lo IS 'Bucket of the first element of sketch_counts (docs/formats.md).';
COMMENT ON COLUMN plumbline.window_stats.sketch_counts IS 'Events per bucket of response time; plumbline.quantile merges them over any rows.';
COMMENT ON COLUMN plumbline.window_stats.service_lo IS 'As sketch_lo, for service time; null where no agent knew it.';
COMMENT ON COLUMN plumbline.window_stats.service_counts IS 'As sketch_counts, for service time.';
COMMENT ON COLUMN plumbline.window_stats.service_min_ns IS 'Least service time, exact, in nanoseconds.';
COMMENT ON COLUMN plumbline.window_stats.service_max_ns IS 'Greatest service time, exact, in nanoseconds.';
COMMENT ON COLUMN plumbline.window_stats.late_count IS 'Events of this window that came after its grace; they are in no other figure here.';
COMMENT ON COLUMN plumbline.window_stats.max_lateness_us IS 'How far behind the watermark the latest of them was, in microseconds.';
COMMENT ON COLUMN plumbline.window_stats.emitted_at IS 'When the topology emitted this (its wall clock).';
COMMENT ON COLUMN plumbline.window_stats.stored_at IS 'When the row was written (the database''s wall clock).';

CREATE TABLE plumbline.resource_stats (
    system text NOT NULL,
    run text NOT NULL,
    node text NOT NULL,
    release text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    window_start timestamptz NOT NULL,
    window_ms bigint NOT NULL CHECK (window_ms > 0),
    revision integer NOT NULL CHECK (revision >= 0),
    closed_by text NOT NULL CHECK (closed_by IN ('EVENT_TIME', 'IDLE', 'SHUTDOWN')),
    samples integer NOT NULL CHECK (samples >= 0),
    cpu_system_samples integer,
    cpu_system_mean double precision,
    cpu_system_max double precision,
    cpu_system_p95 double precision,
    cpu_process_samples integer,
    cpu_process_mean double precision,
    cpu_process_max double precision,
    cpu_process_p95 double precision,
    cpu_throttled_samples integer,
    cpu_throttled_mean double precision,
    cpu_throttled_max double precision,
    cpu_throttled_p95 double precision,
    memory_system_bytes_samples integer,
    memory_system_bytes_mean double precision,
    memory_system_bytes_max double precision,
    memory_system_bytes_p95 double precision,
    memory_process_bytes_samples integer,
    memory_process_bytes_mean double precision,
    memory_process_bytes_max double precision,
    memory_process_bytes_p95 double precision,
    disk_read_bytes_per_second_samples integer,
    disk_read_bytes_per_second_mean double precision,
    disk_read_bytes_per_second_max double precision,
    disk_read_bytes_per_second_p95 double precision,
    disk_write_bytes_per_second_samples integer,
    disk_write_bytes_per_second_mean double precision,
    disk_write_bytes_per_second_max double precision,
    disk_write_bytes_per_second_p95 double precision,
    process_read_bytes_per_second_samples integer,
    process_read_bytes_per_second_mean double precision,
    process_read_bytes_per_second_max double precision,
    process_read_bytes_per_second_p95 double precision,
    process_write_bytes_per_second_samples integer,
    process_write_bytes_per_second_mean double precision,
    process_write_bytes_per_second_max double precision,
    process_write_bytes_per_second_p95 double precision,
    network_received_bytes_per_second_samples integer,
    network_received_bytes_per_second_mean double precision,
    network_received_bytes_per_second_max double precision,
    network_received_bytes_per_second_p95 double precision,
    network_sent_bytes_per_second_samples integer,
    network_sent_bytes_per_second_mean double precision,
    network_sent_bytes_per_second_max double precision,
    network_sent_bytes_per_second_p95 double precision,
    late_count bigint NOT NULL CHECK (late_count >= 0),
    max_lateness_us bigint NOT NULL CHECK (max_lateness_us >= 0),
    emitted_at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, node, window_ms, window_start),
    -- A figure is there as a whole or not at all: what a machine cannot tell is null, never 0.
    CHECK (num_nonnulls(cpu_system_samples, cpu_system_mean, cpu_system_max, cpu_system_p95) IN (0, 4)),
    CHECK (num_nonnulls(cpu_process_samples, cpu_process_mean, cpu_process_max, cpu_process_p95) IN (0, 4)),
    CHECK (num_nonnulls(cpu_throttled_samples, cpu_throttled_mean, cpu_throttled_max, cpu_throttled_p95) IN (0, 4)),
    CHECK (num_nonnulls(memory_system_bytes_samples, memory_system_bytes_mean, memory_system_bytes_max, memory_system_bytes_p95) IN (0, 4)),
    CHECK (num_nonnulls(memory_process_bytes_samples, memory_process_bytes_mean, memory_process_bytes_max, memory_process_bytes_p95) IN (0, 4)),
    CHECK (num_nonnulls(disk_read_bytes_per_second_samples, disk_read_bytes_per_second_mean, disk_read_bytes_per_second_max, disk_read_bytes_per_second_p95) IN (0, 4)),
    CHECK (num_nonnulls(disk_write_bytes_per_second_samples, disk_write_bytes_per_second_mean, disk_write_bytes_per_second_max, disk_write_bytes_per_second_p95) IN (0, 4)),
    CHECK (num_nonnulls(process_read_bytes_per_second_samples, process_read_bytes_per_second_mean, process_read_bytes_per_second_max, process_read_bytes_per_second_p95) IN (0, 4)),
    CHECK (num_nonnulls(process_write_bytes_per_second_samples, process_write_bytes_per_second_mean, process_write_bytes_per_second_max, process_write_bytes_per_second_p95) IN (0, 4)),
    CHECK (num_nonnulls(network_received_bytes_per_second_samples, network_received_bytes_per_second_mean, network_received_bytes_per_second_max, network_received_bytes_per_second_p95) IN (0, 4)),
    CHECK (num_nonnulls(network_sent_bytes_per_second_samples, network_sent_bytes_per_second_mean, network_sent_bytes_per_second_max, network_sent_bytes_per_second_p95) IN (0, 4))
);

CREATE INDEX resource_stats_by_time ON plumbline.resource_stats (window_ms, window_start);

COMMENT ON TABLE plumbline.resource_stats IS 'One closed window of one node''s resources. A figure that its machine cannot give is null.';
COMMENT ON COLUMN plumbline.resource_stats.window_start IS 'Start of the window, inclusive, by event time.';
COMMENT ON COLUMN plumbline.resource_stats.window_ms IS 'Length of the window, in milliseconds.';
COMMENT ON COLUMN plumbline.resource_stats.revision IS '0 when the window closed; each later correction counts up and replaces the row.';
COMMENT ON COLUMN plumbline.resource_stats.samples IS 'Samples in the window.';
COMMENT ON COLUMN plumbline.resource_stats.max_lateness_us IS 'How far behind the watermark the latest late sample was, in microseconds.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_system_samples IS 'Samples that had this figure: share of the machine''s processors that was busy, 0 to 1.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_system_mean IS 'Mean: share of the machine''s processors that was busy, 0 to 1.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_system_max IS 'Greatest sample: share of the machine''s processors that was busy, 0 to 1.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_system_p95 IS '95th percentile, nearest rank, within 2^-7: share of the machine''s processors that was busy, 0 to 1.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_process_samples IS 'Samples that had this figure: processors that the process kept busy.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_process_mean IS 'Mean: processors that the process kept busy.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_process_max IS 'Greatest sample: processors that the process kept busy.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_process_p95 IS '95th percentile, nearest rank, within 2^-7: processors that the process kept busy.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_throttled_samples IS 'Samples that had this figure: share of the time that the cgroup held the process back, 0 to 1.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_throttled_mean IS 'Mean: share of the time that the cgroup held the process back, 0 to 1.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_throttled_max IS 'Greatest sample: share of the time that the cgroup held the process back, 0 to 1.';
COMMENT ON COLUMN plumbline.resource_stats.cpu_throttled_p95 IS '95th percentile, nearest rank, within 2^-7: share of the time that the cgroup held the process back, 0 to 1.';
COMMENT ON COLUMN plumbline.resource_stats.memory_system_bytes_samples IS 'Samples that had this figure: memory in use on the machine, in bytes.';
COMMENT ON COLUMN plumbline.resource_stats.memory_system_bytes_mean IS 'Mean: memory in use on the machine, in bytes.';
COMMENT ON COLUMN plumbline.resource_stats.memory_system_bytes_max IS 'Greatest sample: memory in use on the machine, in bytes.';
COMMENT ON COLUMN plumbline.resource_stats.memory_system_bytes_p95 IS '95th percentile, nearest rank, within 2^-7: memory in use on the machine, in bytes.';
COMMENT ON COLUMN plumbline.resource_stats.memory_process_bytes_samples IS 'Samples that had this figure: resident memory of the process, in bytes.';
COMMENT ON COLUMN plumbline.resource_stats.memory_process_bytes_mean IS 'Mean: resident memory of the process, in bytes.';
COMMENT ON COLUMN plumbline.resource_stats.memory_process_bytes_max IS 'Greatest sample: resident memory of the process, in bytes.';
COMMENT ON COLUMN plumbline.resource_stats.memory_process_bytes_p95 IS '95th percentile, nearest rank, within 2^-7: resident memory of the process, in bytes.';
COMMENT ON COLUMN plumbline.resource_stats.disk_read_bytes_per_second_samples IS 'Samples that had this figure: disk reads of the machine, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.disk_read_bytes_per_second_mean IS 'Mean: disk reads of the machine, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.disk_read_bytes_per_second_max IS 'Greatest sample: disk reads of the machine, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.disk_read_bytes_per_second_p95 IS '95th percentile, nearest rank, within 2^-7: disk reads of the machine, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.disk_write_bytes_per_second_samples IS 'Samples that had this figure: disk writes of the machine, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.disk_write_bytes_per_second_mean IS 'Mean: disk writes of the machine, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.disk_write_bytes_per_second_max IS 'Greatest sample: disk writes of the machine, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.disk_write_bytes_per_second_p95 IS '95th percentile, nearest rank, within 2^-7: disk writes of the machine, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.process_read_bytes_per_second_samples IS 'Samples that had this figure: storage reads of the process, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.process_read_bytes_per_second_mean IS 'Mean: storage reads of the process, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.process_read_bytes_per_second_max IS 'Greatest sample: storage reads of the process, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.process_read_bytes_per_second_p95 IS '95th percentile, nearest rank, within 2^-7: storage reads of the process, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.process_write_bytes_per_second_samples IS 'Samples that had this figure: storage writes of the process, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.process_write_bytes_per_second_mean IS 'Mean: storage writes of the process, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.process_write_bytes_per_second_max IS 'Greatest sample: storage writes of the process, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.process_write_bytes_per_second_p95 IS '95th percentile, nearest rank, within 2^-7: storage writes of the process, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.network_received_bytes_per_second_samples IS 'Samples that had this figure: received on all interfaces but loopback, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.network_received_bytes_per_second_mean IS 'Mean: received on all interfaces but loopback, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.network_received_bytes_per_second_max IS 'Greatest sample: received on all interfaces but loopback, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.network_received_bytes_per_second_p95 IS '95th percentile, nearest rank, within 2^-7: received on all interfaces but loopback, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.network_sent_bytes_per_second_samples IS 'Samples that had this figure: sent on all interfaces but loopback, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.network_sent_bytes_per_second_mean IS 'Mean: sent on all interfaces but loopback, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.network_sent_bytes_per_second_max IS 'Greatest sample: sent on all interfaces but loopback, in bytes per second.';
COMMENT ON COLUMN plumbline.resource_stats.network_sent_bytes_per_second_p95 IS '95th percentile, nearest rank, within 2^-7: sent on all interfaces but loopback, in bytes per second.';
