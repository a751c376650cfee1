-- How far a row's percentiles can be trusted, and the figures of service time. Rows from before have null in all of them.

ALTER TABLE plumbline.window_stats
    ADD COLUMN p95_low_ns double precision,
    ADD COLUMN p95_high_ns double precision,
    ADD COLUMN p99_low_ns double precision,
    ADD COLUMN p99_high_ns double precision,
    ADD COLUMN p99_few_samples boolean,
    ADD COLUMN service_mean_ns double precision,
    ADD COLUMN service_p50_ns double precision,
    ADD COLUMN service_p95_ns double precision,
    ADD COLUMN service_p99_ns double precision,
    ADD CHECK (p95_low_ns <= p95_ns AND p95_ns <= p95_high_ns),
    ADD CHECK (p99_low_ns <= p99_ns AND p99_ns <= p99_high_ns),
    ADD CHECK (p99_few_samples = (p99_high_ns IS NULL)),
    ADD CHECK (num_nonnulls(service_mean_ns, service_p50_ns, service_p95_ns, service_p99_ns) IN (0, 4)),
    ADD CHECK (service_min_ns <= service_p50_ns AND service_p50_ns <= service_p99_ns AND service_p99_ns <= service_max_ns);

COMMENT ON COLUMN plumbline.window_stats.p95_low_ns IS 'Lower end of the 90 % confidence interval of p95_ns (order statistics, docs/math.md), in nanoseconds; null where there are too few events for one.';
COMMENT ON COLUMN plumbline.window_stats.p95_high_ns IS 'Upper end of it; null below 59 events.';
COMMENT ON COLUMN plumbline.window_stats.p99_low_ns IS 'Lower end of the 90 % confidence interval of p99_ns, in nanoseconds; null where there are too few events for one.';
COMMENT ON COLUMN plumbline.window_stats.p99_high_ns IS 'Upper end of it; null below 299 events.';
COMMENT ON COLUMN plumbline.window_stats.p99_few_samples IS 'Whether the events are too few to say how great the 99th percentile may be.';
COMMENT ON COLUMN plumbline.window_stats.service_mean_ns IS 'Mean service time, exact, in nanoseconds; null where no agent knew it, like all of service time.';
COMMENT ON COLUMN plumbline.window_stats.service_p50_ns IS 'Median service time, nearest rank, within 2^-7, in nanoseconds.';
COMMENT ON COLUMN plumbline.window_stats.service_p95_ns IS '95th percentile likewise.';
COMMENT ON COLUMN plumbline.window_stats.service_p99_ns IS '99th percentile likewise.';
