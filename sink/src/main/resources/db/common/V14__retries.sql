-- What became of a record in quarantine that somebody tried again. Nothing is deleted: the row stays as the proof of what
-- was refused, when and why.

ALTER TABLE plumbline.quarantine
    ADD COLUMN retried_at timestamptz,
    ADD COLUMN retried_by text,
    ADD COLUMN outcome text CHECK (outcome IN ('STORED', 'RESENT', 'REFUSED')),
    ADD COLUMN retry_reason text,
    ADD COLUMN resent_topic text,
    ADD COLUMN resent_partition integer,
    ADD COLUMN resent_offset bigint,
    ADD CONSTRAINT quarantine_retry_whole CHECK (num_nonnulls(retried_at, retried_by, outcome) IN (0, 3)),
    ADD CONSTRAINT quarantine_retry_reason CHECK ((retry_reason IS NOT NULL) = coalesce(outcome = 'REFUSED', false)),
    ADD CONSTRAINT quarantine_retry_resent CHECK (num_nonnulls(resent_topic, resent_partition, resent_offset)
        = CASE WHEN outcome = 'RESENT' THEN 3 ELSE 0 END);

COMMENT ON COLUMN plumbline.quarantine.retried_at IS 'When it was last tried again; null: never.';
COMMENT ON COLUMN plumbline.quarantine.retried_by IS 'Who tried.';
COMMENT ON COLUMN plumbline.quarantine.outcome IS 'STORED: its rows are in the tables; RESENT: it was sent to its topic again; REFUSED: it was refused again.';
COMMENT ON COLUMN plumbline.quarantine.retry_reason IS 'Why it was refused again; reason still says why it was the first time.';
COMMENT ON COLUMN plumbline.quarantine.resent_topic IS 'Where it stands now, with resent_partition and resent_offset.';
