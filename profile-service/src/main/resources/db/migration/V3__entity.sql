-- Entity metadata.
CREATE TABLE entity (
  org_id       uuid   NOT NULL,
  logical_name text   NOT NULL COLLATE "C",
  metadata     jsonb  NOT NULL,
  version      bigint NOT NULL,
  PRIMARY KEY (org_id, logical_name)
);
COMMENT ON TABLE entity IS 'The entities of each organization, built-in ones included.';
COMMENT ON COLUMN entity.org_id IS 'The organization.';
COMMENT ON COLUMN entity.logical_name IS 'The entity''s name; sorted by bytes, so that pages do not depend on a locale.';
COMMENT ON COLUMN entity.metadata IS 'Attributes, offline settings and the rest, as the contract''s EntityMetadata.';
COMMENT ON COLUMN entity.version IS 'The revision of its last change; the entity tag is made of it.';
