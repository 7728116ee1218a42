-- How far the actions of each device are part of datasets.
CREATE TABLE device_progress (
  org_id            uuid   NOT NULL,
  device_id         uuid   NOT NULL,
  user_id           uuid   NOT NULL,
  sequence          bigint NOT NULL,
  change_id         bigint NOT NULL,
  sliced_sequence   bigint NOT NULL,
  PRIMARY KEY (org_id, device_id)
);
COMMENT ON TABLE device_progress IS 'The last sequence number of each device whose action was tried; written in the transaction of its effects.';
COMMENT ON COLUMN device_progress.org_id IS 'The organization.';
COMMENT ON COLUMN device_progress.device_id IS 'The device.';
COMMENT ON COLUMN device_progress.user_id IS 'Whose device it is; nobody else is told.';
COMMENT ON COLUMN device_progress.sequence IS 'The highest sequence number that was tried.';
COMMENT ON COLUMN device_progress.change_id IS 'When no row of record_change up to this one is left, everything up to sequence is in the slices.';
COMMENT ON COLUMN device_progress.sliced_sequence IS 'Everything up to this one was in the slices when sequence was written.';
