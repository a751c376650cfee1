-- Health of systems, nodes and components: the present, and every change of status or reasons.

CREATE TABLE plumbline.health (
    system text NOT NULL,
    run text NOT NULL,
    scope text NOT NULL CHECK (scope IN ('SYSTEM', 'NODE', 'COMPONENT')),
    node text NOT NULL,
    component text NOT NULL,
    origin text NOT NULL CHECK (origin IN ('REAL', 'IMPORTED', 'REPLAYED', 'SIMULATED')),
    status text NOT NULL CHECK (status IN ('HEALTHY', 'UNKNOWN', 'DEGRADED', 'CRITICAL')),
    since timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    evaluated_at timestamptz NOT NULL,
    valid_ms bigint NOT NULL CHECK (valid_ms > 0),
    looked_at integer NOT NULL CHECK (looked_at >= 0),
    unwell integer NOT NULL CHECK (unwell BETWEEN 0 AND looked_at),
    reasons jsonb NOT NULL CHECK (jsonb_typeof(reasons) = 'array'),
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, scope, node, component),
    CHECK ((scope = 'NODE') = (node <> '') AND (scope = 'COMPONENT') = (component <> '')),
    CHECK (since <= changed_at AND changed_at <= evaluated_at),
    -- Nothing is healthy of which nothing was looked at.
    CHECK ((status = 'HEALTHY') = (looked_at > 0 AND unwell = 0))
);

COMMENT ON TABLE plumbline.health IS 'Health of each system, node and component, as last reported: the worst of its reasons.';
COMMENT ON COLUMN plumbline.health.run IS 'The test run; empty: continuous operation.';
COMMENT ON COLUMN plumbline.health.scope IS 'What this is the health of.';
COMMENT ON COLUMN plumbline.health.node IS 'The node, for scope NODE; else empty.';
COMMENT ON COLUMN plumbline.health.component IS 'The component, for scope COMPONENT; else empty.';
COMMENT ON COLUMN plumbline.health.status IS 'The worst status of the reasons; UNKNOWN when there is none.';
COMMENT ON COLUMN plumbline.health.since IS 'When it entered this status (the topology''s wall clock).';
COMMENT ON COLUMN plumbline.health.changed_at IS 'When status or reasons last changed, other than in their figures.';
COMMENT ON COLUMN plumbline.health.evaluated_at IS 'When this was judged.';
COMMENT ON COLUMN plumbline.health.valid_ms IS 'For how long it holds if nothing follows, in milliseconds; after that the health is unknown.';
COMMENT ON COLUMN plumbline.health.looked_at IS 'How many findings were looked at.';
COMMENT ON COLUMN plumbline.health.unwell IS 'How many of these are not HEALTHY.';
COMMENT ON COLUMN plumbline.health.reasons IS 'Worst first: status, code, component, node, item, value, threshold, unit, start, length_ms and text of each (docs/math.md).';
COMMENT ON COLUMN plumbline.health.stored_at IS 'When the row was written (the database''s wall clock).';

CREATE TABLE plumbline.health_history (
    system text NOT NULL,
    run text NOT NULL,
    scope text NOT NULL,
    node text NOT NULL,
    component text NOT NULL,
    origin text NOT NULL,
    status text NOT NULL,
    since timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    evaluated_at timestamptz NOT NULL,
    valid_ms bigint NOT NULL,
    looked_at integer NOT NULL,
    unwell integer NOT NULL,
    reasons jsonb NOT NULL,
    stored_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (system, run, scope, node, component, changed_at)
);

COMMENT ON TABLE plumbline.health_history IS 'One row for each time that status or reasons of a health changed; columns as in plumbline.health, which has the last of them.';
COMMENT ON COLUMN plumbline.health_history.changed_at IS 'From when on this held.';
COMMENT ON COLUMN plumbline.health_history.evaluated_at IS 'Up to when it is known to have held.';

ALTER TABLE plumbline.resource_stats
    ADD COLUMN memory_limit_bytes double precision CHECK (memory_limit_bytes >= 0);

COMMENT ON COLUMN plumbline.resource_stats.memory_limit_bytes IS 'Memory that the node might use: the greatest limit of the window; null where no sample had one.';
