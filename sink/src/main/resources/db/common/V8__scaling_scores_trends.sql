-- How systems scale, how well they do, and where their series are going.

CREATE TABLE plumbline.scaling (
    system text NOT NULL,
    run text NOT NULL,
    operation text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    at timestamptz NOT NULL,
    from_at timestamptz NOT NULL,
    emitted_at timestamptz NOT NULL,
    is_final boolean NOT NULL,
    points jsonb NOT NULL CHECK (jsonb_typeof(points) = 'array'),
    scaling_class text CHECK (scaling_class IN ('EXCELLENT', 'GOOD', 'MODERATE', 'POOR')),
    saturation_nodes integer CHECK (saturation_nodes > 0),
    latency_degradation_nodes integer CHECK (latency_degradation_nodes > 0),
    recommended_max_nodes integer CHECK (recommended_max_nodes > 0),
    bottlenecks jsonb NOT NULL CHECK (jsonb_typeof(bottlenecks) = 'array'),
    recommendations jsonb NOT NULL CHECK (jsonb_typeof(recommendations) = 'array'),
    model text CHECK (model IN ('linear', 'amdahl', 'usl')),
    estimates jsonb NOT NULL CHECK (jsonb_typeof(estimates) = 'array'),
    residual_standard_error double precision CHECK (residual_standard_error >= 0),
    inconclusive text NOT NULL,
    warnings jsonb NOT NULL CHECK (jsonb_typeof(warnings) = 'array'),
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, operation),
    CHECK (from_at <= at),
    -- Either a law or the reason why there is none.
    CHECK ((model IS NULL) = (inconclusive <> ''))
);

COMMENT ON TABLE plumbline.scaling IS 'How each operation scales with the number of nodes, as far as is known; plumbline.scaling_history has the former reports.';
COMMENT ON COLUMN plumbline.scaling.run IS 'The test run; empty: continuous operation.';
COMMENT ON COLUMN plumbline.scaling.operation IS 'The operation whose throughput is looked at.';
COMMENT ON COLUMN plumbline.scaling.at IS 'End of the last window in it (event time).';
COMMENT ON COLUMN plumbline.scaling.from_at IS 'Start of the first window in it (event time).';
COMMENT ON COLUMN plumbline.scaling.emitted_at IS 'When the topology emitted this (its wall clock).';
COMMENT ON COLUMN plumbline.scaling.is_final IS 'Whether the run has finished.';
COMMENT ON COLUMN plumbline.scaling.points IS 'By number of nodes, the first is the baseline: nodes, seconds, throughput (1/s), mean_latency_ms, success_share, cpu_share, memory_bytes, speed_up, efficiency, latency_factor, message_overhead, network_efficiency and bytes_per_second_of_node of each; null: not measured.';
COMMENT ON COLUMN plumbline.scaling.scaling_class IS 'Of the greatest step; null with one step only.';
COMMENT ON COLUMN plumbline.scaling.saturation_nodes IS 'The first number of nodes that brought hardly any throughput; null: none.';
COMMENT ON COLUMN plumbline.scaling.latency_degradation_nodes IS 'The first whose latency is more than three times the baseline''s; null: none.';
COMMENT ON COLUMN plumbline.scaling.recommended_max_nodes IS 'The greatest number of nodes without a bottleneck; null: not known.';
COMMENT ON COLUMN plumbline.scaling.bottlenecks IS 'What limits: code, nodes, figure, limit, text and because of each.';
COMMENT ON COLUMN plumbline.scaling.recommendations IS 'What to do, likewise.';
COMMENT ON COLUMN plumbline.scaling.model IS 'The scaling law that was chosen; null: none could be fitted.';
COMMENT ON COLUMN plumbline.scaling.estimates IS 'Of the law''s coefficients and its peak: name, value, standard_error, low and high of each.';
COMMENT ON COLUMN plumbline.scaling.residual_standard_error IS 'Of the fit, operations per second; null without one.';
COMMENT ON COLUMN plumbline.scaling.inconclusive IS 'Why no law could be fitted; empty: one was.';
COMMENT ON COLUMN plumbline.scaling.warnings IS 'What to bear in mind, in sentences.';

CREATE TABLE plumbline.scaling_history (
    LIKE plumbline.scaling INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS,
    PRIMARY KEY (system, run, operation, at));

COMMENT ON TABLE plumbline.scaling_history IS 'Every scaling report; columns as in plumbline.scaling, which has the last of each operation.';

CREATE TABLE plumbline.scores (
    system text NOT NULL,
    run text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    window_start timestamptz NOT NULL,
    window_ms bigint NOT NULL CHECK (window_ms > 0),
    operations jsonb NOT NULL CHECK (jsonb_typeof(operations) = 'array'),
    points double precision NOT NULL CHECK (points BETWEEN 0 AND 100),
    grade text NOT NULL CHECK (grade <> ''),
    parts jsonb NOT NULL CHECK (jsonb_typeof(parts) = 'array'),
    next_grade text NOT NULL,
    next_step text NOT NULL,
    emitted_at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, window_ms, window_start)
);

COMMENT ON TABLE plumbline.scores IS 'The performance score of each system, window by window (docs/math.md).';
COMMENT ON COLUMN plumbline.scores.window_start IS 'Start of the window that is scored, inclusive, by event time.';
COMMENT ON COLUMN plumbline.scores.window_ms IS 'Its length, in milliseconds.';
COMMENT ON COLUMN plumbline.scores.operations IS 'The operations that were scored.';
COMMENT ON COLUMN plumbline.scores.points IS '0 to 100.';
COMMENT ON COLUMN plumbline.scores.grade IS 'A+ to D.';
COMMENT ON COLUMN plumbline.scores.parts IS 'What it is made of: component, figure, points (0 to 100) and weight (adding up to 1) of each.';
COMMENT ON COLUMN plumbline.scores.next_grade IS 'The next better grade; empty at the best.';
COMMENT ON COLUMN plumbline.scores.next_step IS 'The cheapest way there, in a sentence.';
COMMENT ON COLUMN plumbline.scores.emitted_at IS 'When the topology emitted this (its wall clock).';

CREATE TABLE plumbline.trends (
    system text NOT NULL,
    run text NOT NULL,
    operation text NOT NULL,
    node text NOT NULL,
    metric text NOT NULL CHECK (metric <> ''),
    unit text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    from_at timestamptz NOT NULL,
    to_at timestamptz NOT NULL,
    window_ms bigint NOT NULL CHECK (window_ms > 0),
    windows integer NOT NULL CHECK (windows >= 0),
    verdict text NOT NULL CHECK (verdict IN ('RISING', 'FALLING', 'STEADY', 'INCONCLUSIVE', 'LEAK')),
    reason text NOT NULL,
    slope_per_hour double precision,
    slope_low double precision,
    slope_high double precision,
    p_value double precision CHECK (p_value BETWEEN 0 AND 1),
    pearson double precision CHECK (pearson BETWEEN -1.000001 AND 1.000001), -- a rounding error beyond
    spearman double precision CHECK (spearman BETWEEN -1.000001 AND 1.000001),
    projected_at timestamptz,
    projected double precision,
    projected_low double precision,
    projected_high double precision,
    emitted_at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, operation, node, metric),
    CHECK (from_at <= to_at),
    CHECK (slope_low <= slope_high AND projected_low <= projected_high),
    CHECK (verdict <> 'INCONCLUSIVE' OR reason <> '')
);

COMMENT ON TABLE plumbline.trends IS 'Where each metric of each series was going when last looked at; former trends follow from the stored windows.';
COMMENT ON COLUMN plumbline.trends.operation IS 'The operation; empty: the resources of a node.';
COMMENT ON COLUMN plumbline.trends.node IS 'The node; empty: all nodes together.';
COMMENT ON COLUMN plumbline.trends.unit IS 'Unit of the metric and of the projection.';
COMMENT ON COLUMN plumbline.trends.from_at IS 'Start of the first window that was looked at (event time).';
COMMENT ON COLUMN plumbline.trends.to_at IS 'End of the last.';
COMMENT ON COLUMN plumbline.trends.window_ms IS 'Length of a window, in milliseconds.';
COMMENT ON COLUMN plumbline.trends.windows IS 'Windows that were looked at.';
COMMENT ON COLUMN plumbline.trends.verdict IS 'Which way it goes; LEAK: of memory only.';
COMMENT ON COLUMN plumbline.trends.reason IS 'For INCONCLUSIVE: why.';
COMMENT ON COLUMN plumbline.trends.slope_per_hour IS 'Theil-Sen slope, in units per hour; null where it cannot be told, like all figures here.';
COMMENT ON COLUMN plumbline.trends.slope_low IS 'Lower end of its 95 % confidence interval.';
COMMENT ON COLUMN plumbline.trends.slope_high IS 'Upper end.';
COMMENT ON COLUMN plumbline.trends.p_value IS 'Of the Mann-Kendall test.';
COMMENT ON COLUMN plumbline.trends.pearson IS 'Pearson correlation with time.';
COMMENT ON COLUMN plumbline.trends.spearman IS 'Spearman correlation with time.';
COMMENT ON COLUMN plumbline.trends.projected_at IS 'The time that is projected to: as far ahead as was looked back.';
COMMENT ON COLUMN plumbline.trends.projected IS 'The projection.';
COMMENT ON COLUMN plumbline.trends.projected_low IS 'Lower end of its 95 % interval.';
COMMENT ON COLUMN plumbline.trends.projected_high IS 'Upper end.';
COMMENT ON COLUMN plumbline.trends.emitted_at IS 'When the topology emitted this (its wall clock).';
