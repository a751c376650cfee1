-- What the sink answers for: of each partition, how many records it stored, set aside or found empty, counted in the
-- transaction that moves the position; and the gaps that somebody accepted. `plumbline audit` compares both with Kafka.

ALTER TABLE plumbline.sink_position
    ADD COLUMN counted_from bigint CHECK (counted_from >= 0),
    ADD COLUMN stored_records bigint NOT NULL DEFAULT 0 CHECK (stored_records >= 0),
    ADD COLUMN quarantined_records bigint NOT NULL DEFAULT 0 CHECK (quarantined_records >= 0),
    ADD COLUMN empty_records bigint NOT NULL DEFAULT 0 CHECK (empty_records >= 0);

UPDATE plumbline.sink_position SET counted_from = next_offset;

ALTER TABLE plumbline.sink_position ALTER COLUMN counted_from SET NOT NULL;

COMMENT ON COLUMN plumbline.sink_position.counted_from IS 'First offset that the counts below speak of.';
COMMENT ON COLUMN plumbline.sink_position.stored_records IS 'Records from counted_from up to next_offset that became rows.';
COMMENT ON COLUMN plumbline.sink_position.quarantined_records IS 'Of the same, those in plumbline.quarantine.';
COMMENT ON COLUMN plumbline.sink_position.empty_records IS 'Of the same, those that say nothing that is stored: tombstones.';

-- A topic that was deleted and made again has records at the same offsets.
ALTER TABLE plumbline.quarantine ADD COLUMN found_topic_id text NOT NULL DEFAULT '';

ALTER TABLE plumbline.quarantine DROP CONSTRAINT quarantine_pkey,
    ADD PRIMARY KEY (found_topic, found_topic_id, found_partition, found_offset);

COMMENT ON COLUMN plumbline.quarantine.found_topic_id IS 'Kafka''s id of found_topic; empty: set aside before ids were kept.';

CREATE TABLE plumbline.sink_gap (
    topic text NOT NULL,
    partition integer NOT NULL CHECK (partition >= 0),
    topic_id text NOT NULL,
    from_offset bigint NOT NULL CHECK (from_offset >= 0),
    upto_offset bigint NOT NULL CHECK (upto_offset >= 0),
    kind text NOT NULL CHECK (kind IN ('RETENTION', 'RECREATED', 'TRUNCATED')),
    accepted_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (topic, partition, topic_id, from_offset, accepted_at)
);

COMMENT ON TABLE plumbline.sink_gap IS 'Records that were gone before they were stored, and that somebody decided to go on without.';
COMMENT ON COLUMN plumbline.sink_gap.topic_id IS 'Kafka''s id of the topic that had these records.';
COMMENT ON COLUMN plumbline.sink_gap.from_offset IS 'The position that could not be resumed.';
COMMENT ON COLUMN plumbline.sink_gap.upto_offset IS 'Where the sink went on: in the same topic, or in the one made anew (RECREATED).';
COMMENT ON COLUMN plumbline.sink_gap.kind IS 'RETENTION: deleted by the broker; RECREATED: the topic was made again; TRUNCATED: the broker lost records that were stored already.';
