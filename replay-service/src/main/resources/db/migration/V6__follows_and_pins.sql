ALTER TABLE action DROP CONSTRAINT action_operation_check;
ALTER TABLE action ADD CONSTRAINT action_operation_check
  CHECK (operation IN ('create', 'update', 'delete', 'follow', 'unfollow'));

ALTER TABLE resolution DROP CONSTRAINT resolution_operation_check;
ALTER TABLE resolution ADD CONSTRAINT resolution_operation_check
  CHECK (operation IN ('create', 'update', 'delete', 'follow', 'unfollow'));

-- When to tell dataset-service which records a device's unsettled actions are about.
CREATE TABLE pin_report (
  org_id    uuid        NOT NULL,
  device_id uuid        NOT NULL,
  user_id   uuid        NOT NULL,
  due_at    timestamptz,
  tries     integer     NOT NULL DEFAULT 0,
  number    bigint      NOT NULL DEFAULT 0,
  told      bytea,
  PRIMARY KEY (org_id, device_id)
);
CREATE INDEX pin_report_due ON pin_report (due_at) WHERE due_at IS NOT NULL;
COMMENT ON TABLE pin_report IS 'What dataset-service was told about the unsettled actions of a device, and when to look again.';
COMMENT ON COLUMN pin_report.org_id IS 'The organization.';
COMMENT ON COLUMN pin_report.device_id IS 'The device.';
COMMENT ON COLUMN pin_report.user_id IS 'Its user.';
COMMENT ON COLUMN pin_report.due_at IS 'When to look again; null while there is no reason.';
COMMENT ON COLUMN pin_report.tries IS 'How often in a row it was looked at with actions still queued: the pauses double.';
COMMENT ON COLUMN pin_report.number IS 'The number of the last report; 0 before the first.';
COMMENT ON COLUMN pin_report.told IS 'SHA-256 of the records last told; null when there were none.';
