-- How much all devices of an organization have uploaded within the present minute, at all instances together.
CREATE TABLE organization_upload (
  org_id  uuid        NOT NULL,
  part    smallint    NOT NULL,
  minute  timestamptz NOT NULL,
  actions bigint      NOT NULL,
  PRIMARY KEY (org_id, part)
);
COMMENT ON TABLE organization_upload IS 'How much the devices of organizations with a limit upload; in parts, so that uploads of different devices seldom wait for each other.';
COMMENT ON COLUMN organization_upload.org_id IS 'The organization.';
COMMENT ON COLUMN organization_upload.part IS 'The part; a device always counts in the same one.';
COMMENT ON COLUMN organization_upload.minute IS 'When the minute began that it counts in.';
COMMENT ON COLUMN organization_upload.actions IS 'How many new actions came in that minute.';
