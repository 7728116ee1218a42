-- What was uploaded under which batch id, so that repeats are known again.
CREATE TABLE batch (
  org_id         uuid        NOT NULL,
  device_id      uuid        NOT NULL,
  batch_id       uuid        NOT NULL,
  first_sequence bigint      NOT NULL,
  last_sequence  bigint      NOT NULL CHECK (last_sequence >= first_sequence),
  content_hash   bytea       NOT NULL,
  accepted_at    timestamptz NOT NULL,
  PRIMARY KEY (org_id, device_id, batch_id)
);
COMMENT ON TABLE batch IS 'Accepted batches. A batch is a run of its device''s sequence; runs of different batches may overlap.';
COMMENT ON COLUMN batch.org_id IS 'The organization.';
COMMENT ON COLUMN batch.device_id IS 'The device.';
COMMENT ON COLUMN batch.batch_id IS 'The id that the device gave it.';
COMMENT ON COLUMN batch.first_sequence IS 'The sequence number of its first action.';
COMMENT ON COLUMN batch.last_sequence IS 'The sequence number of its last action.';
COMMENT ON COLUMN batch.content_hash IS 'SHA-256 over the hashes of its actions.';
COMMENT ON COLUMN batch.accepted_at IS 'When it was stored.';
