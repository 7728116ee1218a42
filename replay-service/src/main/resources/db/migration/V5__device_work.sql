-- Which devices have something to do: what workers claim, so that finding work costs the same however long the queues are.
CREATE TABLE device_work (
  org_id    uuid        NOT NULL,
  device_id uuid        NOT NULL,
  due_at    timestamptz NOT NULL,
  tries     integer     NOT NULL DEFAULT 0,
  PRIMARY KEY (org_id, device_id)
);
CREATE INDEX device_work_due ON device_work (due_at);
COMMENT ON TABLE device_work IS 'Devices with queued actions or pending resolutions. A worker locks the row while it replays; rows are only removed under the lock of the device, too.';
COMMENT ON COLUMN device_work.org_id IS 'The organization.';
COMMENT ON COLUMN device_work.device_id IS 'The device.';
COMMENT ON COLUMN device_work.due_at IS 'Not before; by the database''s clock. Devices take turns in this order.';
COMMENT ON COLUMN device_work.tries IS 'How often in a row dataset-service could not be asked.';
