-- Who uploads, and how far: one row per device.
CREATE TABLE device (
  org_id         uuid        NOT NULL,
  device_id      uuid        NOT NULL,
  user_id        uuid        NOT NULL,
  last_sequence  bigint      NOT NULL DEFAULT 0 CHECK (last_sequence >= 0),
  last_upload_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, device_id)
);
COMMENT ON TABLE device IS 'The devices; the row is the lock of its device''s uploads.';
COMMENT ON COLUMN device.org_id IS 'The organization.';
COMMENT ON COLUMN device.device_id IS 'The id that the device made for itself.';
COMMENT ON COLUMN device.user_id IS 'The user who uploaded with it first; nobody else can use it.';
COMMENT ON COLUMN device.last_sequence IS 'The highest sequence number stored; the next is one more.';
COMMENT ON COLUMN device.last_upload_at IS 'When something new was stored last.';

CREATE TABLE device_home (
  device_id uuid NOT NULL PRIMARY KEY,
  org_id    uuid NOT NULL
);
COMMENT ON TABLE device_home IS 'To which organization a device id belongs. Not led by the organization: it is what a first upload asks to learn that. On a sharded database a reference table.';
COMMENT ON COLUMN device_home.device_id IS 'The device.';
COMMENT ON COLUMN device_home.org_id IS 'The organization it was first used in.';
