-- Where each Kafka partition resumes, written in the transaction that stores its rows: exactly once without trusting
-- Kafka's committed offsets (ADR 8). The epoch fences a writer that lost the partition but has not noticed yet; it comes
-- from a sequence, because a consumer group's generation starts again when the group is deleted.

CREATE SEQUENCE plumbline.sink_epoch;

CREATE TABLE plumbline.sink_position (
    topic text NOT NULL,
    partition integer NOT NULL CHECK (partition >= 0),
    topic_id text NOT NULL,
    next_offset bigint NOT NULL CHECK (next_offset >= 0),
    epoch bigint NOT NULL CHECK (epoch > 0),
    claimed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    moved_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (topic, partition)
) WITH (fillfactor = 50); -- each batch updates its rows: room for them in place

COMMENT ON TABLE plumbline.sink_position IS 'Where the sink resumes each partition.';
COMMENT ON COLUMN plumbline.sink_position.topic_id IS 'Kafka''s id of the topic: a topic that was deleted and made again has another, and its offsets mean something else.';
COMMENT ON COLUMN plumbline.sink_position.next_offset IS 'Every record before this offset is stored, quarantined or known to hold nothing.';
COMMENT ON COLUMN plumbline.sink_position.epoch IS 'Number of the writer that may move this position.';

-- Records that could not be read or stored, as they were. The key is where the sink found the record: one original
-- record can be refused in several parts.
CREATE TABLE plumbline.quarantine (
    found_topic text NOT NULL,
    found_partition integer NOT NULL,
    found_offset bigint NOT NULL,
    stage text NOT NULL CHECK (stage IN ('streams', 'sink')),
    topic text NOT NULL,
    partition integer NOT NULL,
    record_offset bigint NOT NULL,
    record_time timestamptz,
    key bytea,
    value bytea,
    reason text NOT NULL,
    headers jsonb NOT NULL,
    quarantined_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (found_topic, found_partition, found_offset)
);

CREATE INDEX quarantine_by_time ON plumbline.quarantine (quarantined_at);

COMMENT ON TABLE plumbline.quarantine IS 'Records that could not be read or stored, with their coordinates and bytes.';
COMMENT ON COLUMN plumbline.quarantine.found_topic IS 'Topic in which the sink found it: dead-letters, or the record''s own.';
COMMENT ON COLUMN plumbline.quarantine.stage IS 'Who refused it: the stream topology or the sink.';
COMMENT ON COLUMN plumbline.quarantine.topic IS 'The record''s original topic; partition and record_offset likewise.';
COMMENT ON COLUMN plumbline.quarantine.record_time IS 'The record''s Kafka timestamp; null where it has none that the database can hold.';
COMMENT ON COLUMN plumbline.quarantine.key IS 'Original bytes of the key.';
COMMENT ON COLUMN plumbline.quarantine.value IS 'Original bytes of the value.';
COMMENT ON COLUMN plumbline.quarantine.reason IS 'Why it was refused.';
COMMENT ON COLUMN plumbline.quarantine.headers IS 'The record''s headers, values in hexadecimal where they are no UTF-8 text.';
