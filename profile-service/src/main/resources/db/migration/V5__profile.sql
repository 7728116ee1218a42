-- Profiles: drafts, published versions, assignments.
CREATE SEQUENCE profile_draft_version;
COMMENT ON SEQUENCE profile_draft_version IS 'Versions of drafts: one sequence for all, so that no entity tag ever comes again.';

CREATE TABLE profile (
  org_id              uuid   NOT NULL,
  id                  uuid   NOT NULL,
  name                text   NOT NULL,
  description         text,
  items               jsonb  NOT NULL,
  version             bigint NOT NULL,
  published_version   integer,
  user_ids            uuid[] NOT NULL,
  team_ids            uuid[] NOT NULL,
  assignments_version bigint NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, name)
);
COMMENT ON TABLE profile IS 'The profiles of each organization: draft and assignments.';
COMMENT ON COLUMN profile.org_id IS 'The organization.';
COMMENT ON COLUMN profile.id IS 'The profile.';
COMMENT ON COLUMN profile.name IS 'The draft''s name.';
COMMENT ON COLUMN profile.description IS 'The draft''s description.';
COMMENT ON COLUMN profile.items IS 'The draft''s items, as a list of the contract''s ProfileItem.';
COMMENT ON COLUMN profile.version IS 'The draft''s version; its entity tag is made of it.';
COMMENT ON COLUMN profile.published_version IS 'The latest published version; null before the first.';
COMMENT ON COLUMN profile.user_ids IS 'The users who have it directly.';
COMMENT ON COLUMN profile.team_ids IS 'The teams whose members have it.';
COMMENT ON COLUMN profile.assignments_version IS 'The revision at which the assignments were set; 0 before the first time.';

CREATE TABLE profile_version (
  org_id     uuid    NOT NULL,
  profile_id uuid    NOT NULL,
  version    integer NOT NULL,
  content    jsonb   NOT NULL,
  PRIMARY KEY (org_id, profile_id, version),
  FOREIGN KEY (org_id, profile_id) REFERENCES profile (org_id, id)
);
COMMENT ON TABLE profile_version IS 'What was published; never changed.';
COMMENT ON COLUMN profile_version.org_id IS 'The organization.';
COMMENT ON COLUMN profile_version.profile_id IS 'The profile.';
COMMENT ON COLUMN profile_version.version IS 'The version; the first is 1.';
COMMENT ON COLUMN profile_version.content IS 'All of it, as the contract''s PublishedProfile.';
