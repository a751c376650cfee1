-- What is known now of nodes and deliveries, and the history of runs: compacted topics, whose latest record wins.

CREATE TABLE plumbline.node_status (
    system text NOT NULL,
    run text NOT NULL,
    node text NOT NULL,
    boot text NOT NULL,
    state text NOT NULL CHECK (state IN ('UP', 'STOPPED')),
    heartbeat_at timestamptz NOT NULL,
    started_at timestamptz NOT NULL,
    heartbeat_interval_ms bigint NOT NULL CHECK (heartbeat_interval_ms > 0),
    release text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    region text NOT NULL,
    profile text NOT NULL,
    agent_version text NOT NULL,
    recorded bigint NOT NULL CHECK (recorded >= 0),
    sent bigint NOT NULL CHECK (sent >= 0),
    dropped bigint NOT NULL CHECK (dropped >= 0),
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, node, boot)
);

COMMENT ON TABLE plumbline.node_status IS 'The last heartbeat of each life (boot) of each agent.';
COMMENT ON COLUMN plumbline.node_status.heartbeat_at IS 'When the agent last spoke (its wall clock).';
COMMENT ON COLUMN plumbline.node_status.heartbeat_interval_ms IS 'Time between heartbeats, in milliseconds; three without one mean that the node is gone.';
COMMENT ON COLUMN plumbline.node_status.recorded IS 'Measurements that the agent was asked to record.';
COMMENT ON COLUMN plumbline.node_status.sent IS 'Of these, acknowledged by Kafka.';
COMMENT ON COLUMN plumbline.node_status.dropped IS 'Of these, dropped because the agent''s bounded memory was full, and declared.';

CREATE TABLE plumbline.delivery (
    system text NOT NULL,
    run text NOT NULL,
    node text NOT NULL,
    boot text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    received bigint NOT NULL CHECK (received >= 0),
    duplicated bigint NOT NULL CHECK (duplicated >= 0),
    dropped bigint NOT NULL CHECK (dropped >= 0),
    missing bigint NOT NULL CHECK (missing >= 0),
    next bigint NOT NULL CHECK (next >= 0),
    late bigint NOT NULL CHECK (late >= 0),
    quarantined bigint NOT NULL CHECK (quarantined >= 0),
    updated_at timestamptz NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, node, boot)
);

COMMENT ON TABLE plumbline.delivery IS 'What arrived of each life of each agent, as the topology counted it from sequence numbers.';
COMMENT ON COLUMN plumbline.delivery.received IS 'Distinct measurements received.';
COMMENT ON COLUMN plumbline.delivery.duplicated IS 'Measurements that came again; they count once in every window.';
COMMENT ON COLUMN plumbline.delivery.dropped IS 'Measurements that the agent declared as dropped.';
COMMENT ON COLUMN plumbline.delivery.missing IS 'Sequence numbers below next that neither came nor were declared.';
COMMENT ON COLUMN plumbline.delivery.next IS 'One more than the highest sequence number known.';
COMMENT ON COLUMN plumbline.delivery.late IS 'Of the received, those that came after their window''s grace.';
COMMENT ON COLUMN plumbline.delivery.quarantined IS 'Of the received, those that were refused.';
COMMENT ON COLUMN plumbline.delivery.updated_at IS 'When the topology counted (its wall clock).';

CREATE TABLE plumbline.run_event (
    system text NOT NULL,
    run text NOT NULL,
    at timestamptz NOT NULL,
    phase text NOT NULL CHECK (phase IN ('STARTED', 'STAGE', 'FINISHED')),
    stage text NOT NULL,
    nodes integer NOT NULL CHECK (nodes >= 0),
    release text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    configuration jsonb NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, at, phase, stage)
);

COMMENT ON TABLE plumbline.run_event IS 'The moments of each test run. The topic keeps the last, this table all that were seen.';
COMMENT ON COLUMN plumbline.run_event.at IS 'When it happened (wall clock of the controller).';
COMMENT ON COLUMN plumbline.run_event.nodes IS 'Nodes that take part from here on; 0: not known.';
COMMENT ON COLUMN plumbline.run_event.configuration IS 'The run''s full configuration, as flat keys.';
