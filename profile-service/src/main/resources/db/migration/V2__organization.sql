-- The tenants.
CREATE TABLE organization (
  org_id   uuid   NOT NULL PRIMARY KEY,
  name     text   NOT NULL,
  settings jsonb  NOT NULL,
  version  bigint NOT NULL
);
COMMENT ON TABLE organization IS 'The tenants.';
COMMENT ON COLUMN organization.org_id IS 'The organization.';
COMMENT ON COLUMN organization.name IS 'Its name.';
COMMENT ON COLUMN organization.settings IS 'Its settings, as the contract''s OrganizationSettings.';
COMMENT ON COLUMN organization.version IS 'The revision of its last change; the entity tag is made of it.';
