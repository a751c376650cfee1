-- What nodes saw of the network: one row per closed window of each peer, and one over all peers of a node.

CREATE TABLE plumbline.transport_stats (
    system text NOT NULL,
    run text NOT NULL,
    node text NOT NULL,
    peer text NOT NULL,
    release text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    window_start timestamptz NOT NULL,
    window_ms bigint NOT NULL CHECK (window_ms > 0),
    revision integer NOT NULL CHECK (revision >= 0),
    closed_by text NOT NULL CHECK (closed_by IN ('EVENT_TIME', 'IDLE', 'SHUTDOWN')),
    samples bigint NOT NULL CHECK (samples >= 0),
    peer_count integer NOT NULL CHECK (peer_count >= 0),
    sent_bytes bigint CHECK (sent_bytes >= 0),
    sent_us bigint CHECK (sent_us > 0),
    sent_bits_per_second double precision CHECK (sent_bits_per_second >= 0),
    received_bytes bigint CHECK (received_bytes >= 0),
    received_us bigint CHECK (received_us > 0),
    received_bits_per_second double precision CHECK (received_bits_per_second >= 0),
    total_bits_per_second double precision CHECK (total_bits_per_second >= 0),
    peak_bits_per_second double precision CHECK (peak_bits_per_second >= 0),
    tier text CHECK (tier IN ('SLOW', 'HOME', 'STANDARD', 'PERFORMANCE', 'ENTERPRISE', 'DATA_CENTER')),
    round_trip_count bigint CHECK (round_trip_count > 0),
    round_trip_mean_ns double precision,
    round_trip_min_ns double precision,
    round_trip_p50_ns double precision,
    round_trip_p95_ns double precision,
    round_trip_p99_ns double precision,
    round_trip_max_ns double precision,
    round_trip_lo integer,
    round_trip_counts bigint[],
    connect_count bigint CHECK (connect_count > 0),
    connect_mean_ns double precision,
    connect_min_ns double precision,
    connect_p50_ns double precision,
    connect_p95_ns double precision,
    connect_p99_ns double precision,
    connect_max_ns double precision,
    connect_lo integer,
    connect_counts bigint[],
    connections_tried bigint NOT NULL,
    connections_made bigint NOT NULL CHECK (0 <= connections_made AND connections_made <= connections_tried),
    connection_success_share double precision CHECK (connection_success_share BETWEEN 0 AND 1),
    packets_sent bigint,
    packets_lost bigint CHECK (0 <= packets_lost AND packets_lost <= packets_sent),
    packet_loss_share double precision CHECK (packet_loss_share BETWEEN 0 AND 1),
    late_count bigint NOT NULL CHECK (late_count >= 0),
    max_lateness_us bigint NOT NULL CHECK (max_lateness_us >= 0),
    emitted_at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, node, peer, window_ms, window_start),
    -- A figure is there as a whole or not at all: what nobody measured is null, never 0.
    CHECK (num_nonnulls(sent_bytes, sent_us, sent_bits_per_second) IN (0, 3)),
    CHECK (num_nonnulls(received_bytes, received_us, received_bits_per_second) IN (0, 3)),
    CHECK ((total_bits_per_second IS NOT NULL) = (sent_us IS NOT NULL AND received_us IS NOT NULL)),
    CHECK ((peak_bits_per_second IS NOT NULL) = (sent_us IS NOT NULL OR received_us IS NOT NULL)),
    CHECK ((tier IS NOT NULL) = coalesce(peak_bits_per_second > 0, false)),
    CHECK (num_nonnulls(round_trip_count, round_trip_mean_ns, round_trip_min_ns, round_trip_p50_ns, round_trip_p95_ns,
        round_trip_p99_ns, round_trip_max_ns, round_trip_lo, round_trip_counts) IN (0, 9)),
    CHECK (0 <= round_trip_min_ns AND round_trip_min_ns <= round_trip_p50_ns AND round_trip_p50_ns <= round_trip_p95_ns
        AND round_trip_p95_ns <= round_trip_p99_ns AND round_trip_p99_ns <= round_trip_max_ns),
    CHECK (num_nonnulls(connect_count, connect_mean_ns, connect_min_ns, connect_p50_ns, connect_p95_ns,
        connect_p99_ns, connect_max_ns, connect_lo, connect_counts) IN (0, 9)),
    CHECK (0 <= connect_min_ns AND connect_min_ns <= connect_p50_ns AND connect_p50_ns <= connect_p95_ns
        AND connect_p95_ns <= connect_p99_ns AND connect_p99_ns <= connect_max_ns),
    CHECK ((connection_success_share IS NULL) = (connections_tried = 0)),
    CHECK ((packets_sent IS NULL) = (packets_lost IS NULL)),
    CHECK ((packet_loss_share IS NOT NULL) = coalesce(packets_sent > 0, false))
);

CREATE INDEX transport_stats_by_time ON plumbline.transport_stats (window_ms, window_start);

COMMENT ON TABLE plumbline.transport_stats IS 'One closed window of what a node saw of one peer, or of all its peers (peer is empty). A figure that no sample had is null.';
COMMENT ON COLUMN plumbline.transport_stats.peer IS 'The other end, as the node names it; empty: all peers together. Never add the two kinds.';
COMMENT ON COLUMN plumbline.transport_stats.window_start IS 'Start of the window, inclusive, by event time.';
COMMENT ON COLUMN plumbline.transport_stats.window_ms IS 'Length of the window, in milliseconds.';
COMMENT ON COLUMN plumbline.transport_stats.revision IS '0 when the window closed; each later correction counts up and replaces the row.';
COMMENT ON COLUMN plumbline.transport_stats.samples IS 'Samples in the window; 0: all of them were late.';
COMMENT ON COLUMN plumbline.transport_stats.peer_count IS 'Distinct peers in the window.';
COMMENT ON COLUMN plumbline.transport_stats.sent_bytes IS 'Sent, in bytes, by the samples that counted it.';
COMMENT ON COLUMN plumbline.transport_stats.sent_us IS 'Time that the intervals of these samples cover, in microseconds; where they overlap it counts once.';
COMMENT ON COLUMN plumbline.transport_stats.sent_bits_per_second IS 'Throughput over the measured time. Over several rows of one series: 8e6 * sum(sent_bytes) / sum(sent_us).';
COMMENT ON COLUMN plumbline.transport_stats.received_bytes IS 'Received, in bytes, by the samples that counted it.';
COMMENT ON COLUMN plumbline.transport_stats.received_us IS 'As sent_us, for what was received.';
COMMENT ON COLUMN plumbline.transport_stats.received_bits_per_second IS 'As sent_bits_per_second, for what was received.';
COMMENT ON COLUMN plumbline.transport_stats.total_bits_per_second IS 'Sum of both directions; null unless both were measured.';
COMMENT ON COLUMN plumbline.transport_stats.peak_bits_per_second IS 'Greatest throughput in one direction: of any one sample, or of the window where all peers together exceed that.';
COMMENT ON COLUMN plumbline.transport_stats.tier IS 'Tier of the peak (docs/math.md): the network can do at least that. Null while no byte moved.';
COMMENT ON COLUMN plumbline.transport_stats.round_trip_count IS 'Samples that had a round trip; null, like all figures of it, where none had.';
COMMENT ON COLUMN plumbline.transport_stats.round_trip_mean_ns IS 'Mean round trip, exact, in nanoseconds.';
COMMENT ON COLUMN plumbline.transport_stats.round_trip_min_ns IS 'Least round trip, exact, in nanoseconds.';
COMMENT ON COLUMN plumbline.transport_stats.round_trip_p50_ns IS 'Median round trip, nearest rank, within 2^-7, in nanoseconds.';
COMMENT ON COLUMN plumbline.transport_stats.round_trip_p95_ns IS '95th percentile likewise.';
COMMENT ON COLUMN plumbline.transport_stats.round_trip_p99_ns IS '99th percentile likewise.';
COMMENT ON COLUMN plumbline.transport_stats.round_trip_max_ns IS 'Greatest round trip, exact, in nanoseconds.';
COMMENT ON COLUMN plumbline.transport_stats.round_trip_lo IS 'Bucket of the first element of round_trip_counts (docs/formats.md).';
COMMENT ON COLUMN plumbline.transport_stats.round_trip_counts IS 'Round trips per bucket; plumbline.quantile merges them over any rows.';
COMMENT ON COLUMN plumbline.transport_stats.connect_count IS 'As round_trip_count, for the time to establish a connection; so are the other connect_ columns.';
COMMENT ON COLUMN plumbline.transport_stats.connections_tried IS 'Connections attempted.';
COMMENT ON COLUMN plumbline.transport_stats.connections_made IS 'Of these, established.';
COMMENT ON COLUMN plumbline.transport_stats.connection_success_share IS 'Made of tried, 0 to 1; null when none was tried.';
COMMENT ON COLUMN plumbline.transport_stats.packets_sent IS 'Packets or probes sent, of the samples that counted the lost ones too.';
COMMENT ON COLUMN plumbline.transport_stats.packets_lost IS 'Of these, not answered or reported lost.';
COMMENT ON COLUMN plumbline.transport_stats.packet_loss_share IS 'Lost of sent, 0 to 1; null when none was counted.';
COMMENT ON COLUMN plumbline.transport_stats.late_count IS 'Samples of this window that came after its grace; they are in no other figure here.';
COMMENT ON COLUMN plumbline.transport_stats.max_lateness_us IS 'How far behind the watermark the latest of them was, in microseconds.';
COMMENT ON COLUMN plumbline.transport_stats.emitted_at IS 'When the topology emitted this (its wall clock).';
COMMENT ON COLUMN plumbline.transport_stats.stored_at IS 'When the row was written (the database''s wall clock).';
