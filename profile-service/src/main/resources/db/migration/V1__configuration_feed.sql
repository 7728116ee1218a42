-- The feed that the other services follow, and the lock of each organization's configuration.
CREATE TABLE organization_revision (
  org_id   uuid   NOT NULL PRIMARY KEY,
  revision bigint NOT NULL
);
COMMENT ON TABLE organization_revision IS 'How far each organization''s feed goes; whoever changes the organization locks its row first.';
COMMENT ON COLUMN organization_revision.org_id IS 'The organization.';
COMMENT ON COLUMN organization_revision.revision IS 'The revision of its newest feed entry; without gaps.';

CREATE TABLE feed_entry (
  org_id   uuid   NOT NULL,
  kind     text   NOT NULL,
  id       text   NOT NULL,
  revision bigint NOT NULL,
  payload  jsonb,
  PRIMARY KEY (org_id, kind, id)
);
CREATE UNIQUE INDEX feed_entry_in_order ON feed_entry (org_id, revision);
COMMENT ON TABLE feed_entry IS 'One row per configured thing, with its latest state; rows of deleted things stay.';
COMMENT ON COLUMN feed_entry.org_id IS 'The organization.';
COMMENT ON COLUMN feed_entry.kind IS 'What it is: the name of a FeedKind, for instance BUSINESS_UNIT.';
COMMENT ON COLUMN feed_entry.id IS 'Which one: a UUID, or an entity''s logical name.';
COMMENT ON COLUMN feed_entry.revision IS 'The organization''s revision that made it so.';
COMMENT ON COLUMN feed_entry.payload IS 'Its state as the contract has it; null when it was deleted.';
