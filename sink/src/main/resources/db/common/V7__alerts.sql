-- Alerts and incidents: the present of each, and every transition of an alert. Baselines: what series are compared with,
-- and every version there ever was.

CREATE TABLE plumbline.alerts (
    id text NOT NULL CHECK (id <> ''),
    transition integer NOT NULL CHECK (transition > 0),
    system text NOT NULL,
    run text NOT NULL,
    operation text NOT NULL,
    node text NOT NULL,
    release text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    status text NOT NULL
        CHECK (status IN ('SUSPECTED', 'CONFIRMED', 'ACKNOWLEDGED', 'ACCEPTED', 'RECOVERING', 'RESOLVED')),
    status_before text
        CHECK (status_before IN ('SUSPECTED', 'CONFIRMED', 'ACKNOWLEDGED', 'ACCEPTED', 'RECOVERING', 'RESOLVED')),
    severity text NOT NULL CHECK (severity IN ('MINOR', 'MODERATE', 'SEVERE', 'CRITICAL')),
    kind text NOT NULL CHECK (kind IN ('STEP', 'SPIKE', 'TREND', 'BASELINE', 'TARGET')),
    onset timestamptz NOT NULL,
    at timestamptz NOT NULL,
    emitted_at timestamptz NOT NULL,
    incident text NOT NULL,
    author text NOT NULL,
    reason text NOT NULL,
    evidence jsonb NOT NULL CHECK (jsonb_typeof(evidence) = 'array'),
    text text NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (id),
    CHECK ((transition = 1) = (status_before IS NULL))
);

-- What a dashboard asks all the time: what is open; few alerts are.
CREATE INDEX alerts_open ON plumbline.alerts (system, run) WHERE status NOT IN ('ACCEPTED', 'RESOLVED');
CREATE INDEX alerts_by_series ON plumbline.alerts (system, run, operation, node, onset);
CREATE INDEX alerts_by_incident ON plumbline.alerts (incident) WHERE incident <> '';

COMMENT ON TABLE plumbline.alerts IS 'Each alert as its last transition left it; plumbline.alert_history has all of them.';
COMMENT ON COLUMN plumbline.alerts.id IS 'Made of series and onset: the same after a restart and in a replay.';
COMMENT ON COLUMN plumbline.alerts.transition IS 'Number of its last transition; a lower one never replaces it.';
COMMENT ON COLUMN plumbline.alerts.system IS 'The monitored system.';
COMMENT ON COLUMN plumbline.alerts.run IS 'The test run; empty: continuous operation.';
COMMENT ON COLUMN plumbline.alerts.operation IS 'The operation; empty: the resources of a node.';
COMMENT ON COLUMN plumbline.alerts.node IS 'The node; empty: all nodes together.';
COMMENT ON COLUMN plumbline.alerts.release IS 'Release of the nodes at the transition.';
COMMENT ON COLUMN plumbline.alerts.origin IS 'Where the figures come from: measured (REAL), IMPORTED, REPLAYED or SIMULATED.';
COMMENT ON COLUMN plumbline.alerts.status IS 'Where it is in its life; ACCEPTED and RESOLVED are ends (docs/adr/0018).';
COMMENT ON COLUMN plumbline.alerts.status_before IS 'The status that the transition left; the same where only the severity changed, null in the first.';
COMMENT ON COLUMN plumbline.alerts.severity IS 'The worst of the certain evidence that is not over (of the suspicions while nothing is certain), in multiples of the tolerance: at least 1, 2, 4, 8.';
COMMENT ON COLUMN plumbline.alerts.kind IS 'Kind of the first evidence: a STEP or SPIKE of its level, a TREND, away from a BASELINE, a missed TARGET.';
COMMENT ON COLUMN plumbline.alerts.onset IS 'Start of the first window of the change (event time).';
COMMENT ON COLUMN plumbline.alerts.at IS 'End of the window that showed the transition, or when somebody decided (event time).';
COMMENT ON COLUMN plumbline.alerts.emitted_at IS 'When the topology emitted this (its wall clock).';
COMMENT ON COLUMN plumbline.alerts.incident IS 'Id of its incident; empty while it is only suspected.';
COMMENT ON COLUMN plumbline.alerts.author IS 'Who acknowledged or accepted; empty: the topology itself.';
COMMENT ON COLUMN plumbline.alerts.reason IS 'Why, in words.';
COMMENT ON COLUMN plumbline.alerts.evidence IS 'The metrics that changed, worst first: metric, unit, kind, phase, onset, before, now, target, effect, severity, tolerance, p_value and baseline_version of each.';
COMMENT ON COLUMN plumbline.alerts.text IS 'All this in a sentence.';
COMMENT ON COLUMN plumbline.alerts.stored_at IS 'When the row was written (the database''s wall clock).';

-- No hypertable, though it grows: changes are few, and one row for each transition can only be enforced without chunks.
CREATE TABLE plumbline.alert_history (
    LIKE plumbline.alerts INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS,
    PRIMARY KEY (id, transition));

CREATE INDEX alert_history_by_time ON plumbline.alert_history (at);
CREATE INDEX alert_history_by_series ON plumbline.alert_history (system, run, operation, node, at);

COMMENT ON TABLE plumbline.alert_history IS 'Every transition of every alert; columns as in plumbline.alerts, which has the last of each.';

CREATE TABLE plumbline.incidents (
    id text NOT NULL CHECK (id <> ''),
    system text NOT NULL,
    run text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    is_open boolean NOT NULL,
    scope text NOT NULL CHECK (scope IN ('ONE_NODE', 'SOME_NODES', 'ALL_NODES')),
    severity text NOT NULL CHECK (severity IN ('MINOR', 'MODERATE', 'SEVERE', 'CRITICAL')),
    onset timestamptz NOT NULL,
    at timestamptz NOT NULL,
    emitted_at timestamptz NOT NULL,
    alerts jsonb NOT NULL CHECK (jsonb_typeof(alerts) = 'array'),
    open_alerts integer NOT NULL CHECK (open_alerts >= 0),
    operations jsonb NOT NULL CHECK (jsonb_typeof(operations) = 'array'),
    nodes jsonb NOT NULL CHECK (jsonb_typeof(nodes) = 'array'),
    nodes_known integer NOT NULL CHECK (nodes_known >= 0),
    text text NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (id),
    CHECK (is_open = (open_alerts > 0))
);

CREATE INDEX incidents_by_onset ON plumbline.incidents (system, run, onset);

COMMENT ON TABLE plumbline.incidents IS 'Alerts of one system and run that began together, as last reported.';
COMMENT ON COLUMN plumbline.incidents.is_open IS 'Whether one of its alerts is neither resolved nor accepted.';
COMMENT ON COLUMN plumbline.incidents.scope IS 'How far it reaches among the nodes: one that its peers differ from, some, or all.';
COMMENT ON COLUMN plumbline.incidents.severity IS 'The worst that its alerts ever had.';
COMMENT ON COLUMN plumbline.incidents.onset IS 'The earliest onset of its alerts (event time).';
COMMENT ON COLUMN plumbline.incidents.at IS 'When it last changed (event time).';
COMMENT ON COLUMN plumbline.incidents.emitted_at IS 'When the topology emitted this (its wall clock).';
COMMENT ON COLUMN plumbline.incidents.alerts IS 'Ids of its alerts, at most the first 200.';
COMMENT ON COLUMN plumbline.incidents.open_alerts IS 'How many of these are neither resolved nor accepted.';
COMMENT ON COLUMN plumbline.incidents.operations IS 'The operations that they are of.';
COMMENT ON COLUMN plumbline.incidents.nodes IS 'The single nodes that they are of; none: none stands out.';
COMMENT ON COLUMN plumbline.incidents.nodes_known IS 'Nodes that measured; 0: not known.';
COMMENT ON COLUMN plumbline.incidents.text IS 'All this in a sentence.';

CREATE TABLE plumbline.baselines (
    system text NOT NULL,
    run text NOT NULL,
    operation text NOT NULL,
    node text NOT NULL,
    version integer NOT NULL CHECK (version > 0),
    status text NOT NULL CHECK (status IN ('ACTIVE', 'PROPOSED', 'RESET')),
    metrics jsonb NOT NULL CHECK (jsonb_typeof(metrics) = 'array'),
    proposed jsonb NOT NULL CHECK (jsonb_typeof(proposed) = 'array'),
    source text NOT NULL CHECK (source IN ('WINDOWS', 'RUN', 'RELEASE', 'TARGETS', 'ALERT', 'IMPROVEMENT', 'PERSON')),
    source_name text NOT NULL,
    from_at timestamptz,
    to_at timestamptz,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    author text NOT NULL,
    reason text NOT NULL,
    created_at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, operation, node),
    CHECK (num_nonnulls(from_at, to_at) IN (0, 2) AND from_at <= to_at),
    CHECK (status <> 'ACTIVE' OR jsonb_array_length(metrics) > 0),
    CHECK ((status = 'PROPOSED') = (jsonb_array_length(proposed) > 0))
);

COMMENT ON TABLE plumbline.baselines IS 'What each series is compared with now; plumbline.baseline_history has every version.';
COMMENT ON COLUMN plumbline.baselines.run IS 'The only run that it is for; empty: continuous operation, and every run without one of its own.';
COMMENT ON COLUMN plumbline.baselines.operation IS 'The operation; empty: the resources of a node.';
COMMENT ON COLUMN plumbline.baselines.node IS 'The node; empty: all nodes together.';
COMMENT ON COLUMN plumbline.baselines.version IS 'Counts up with every change of the series'' baseline.';
COMMENT ON COLUMN plumbline.baselines.status IS 'ACTIVE: compared with. PROPOSED: an improvement that waits for somebody to accept it. RESET: the series learns from its own past.';
COMMENT ON COLUMN plumbline.baselines.metrics IS 'The levels in force: metric, unit, level and windows (behind it; 0: given) of each.';
COMMENT ON COLUMN plumbline.baselines.proposed IS 'The levels that are proposed, likewise; only for PROPOSED.';
COMMENT ON COLUMN plumbline.baselines.source IS 'What it was made of.';
COMMENT ON COLUMN plumbline.baselines.source_name IS 'Id of the run or alert, name of the release or of the targets'' file.';
COMMENT ON COLUMN plumbline.baselines.from_at IS 'Start of the windows that it was made of (event time); null: of none.';
COMMENT ON COLUMN plumbline.baselines.to_at IS 'End of these windows.';
COMMENT ON COLUMN plumbline.baselines.author IS 'Who made it; empty: the topology itself.';
COMMENT ON COLUMN plumbline.baselines.reason IS 'Why, in words.';
COMMENT ON COLUMN plumbline.baselines.created_at IS 'When it was made.';

-- The time is part of the key: should two writers give one version at once, what each of them said stays.
CREATE TABLE plumbline.baseline_history (
    LIKE plumbline.baselines INCLUDING DEFAULTS INCLUDING CONSTRAINTS INCLUDING COMMENTS,
    PRIMARY KEY (system, run, operation, node, version, created_at));

COMMENT ON TABLE plumbline.baseline_history IS 'Every version of every baseline; columns as in plumbline.baselines, which has the last of each.';
