-- What this service knows of the configuration, by following profile-service's feed.
CREATE TABLE configuration (
  org_id   uuid   NOT NULL,
  kind     text   NOT NULL,
  id       text   NOT NULL,
  revision bigint NOT NULL,
  payload  jsonb,
  PRIMARY KEY (org_id, kind, id)
);
COMMENT ON TABLE configuration IS 'Read-only copy of the configuration; written by the feed follower alone.';
COMMENT ON COLUMN configuration.org_id IS 'The organization.';
COMMENT ON COLUMN configuration.kind IS 'What the entry is about, as the contract''s FeedKind says.';
COMMENT ON COLUMN configuration.id IS 'Which one: a UUID or an entity''s logical name.';
COMMENT ON COLUMN configuration.revision IS 'The organization''s revision that made it so.';
COMMENT ON COLUMN configuration.payload IS 'Its state; null when it was deleted.';

CREATE TABLE configuration_revision (
  org_id   uuid   NOT NULL PRIMARY KEY,
  revision bigint NOT NULL
);
COMMENT ON TABLE configuration_revision IS 'How far the feed was followed; the row is the lock of its organization''s follower.';
COMMENT ON COLUMN configuration_revision.org_id IS 'The organization.';
COMMENT ON COLUMN configuration_revision.revision IS 'The last revision that is stored wholly.';
