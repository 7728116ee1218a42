-- The tree of positions, for hierarchy security.
CREATE TABLE "position" (
  org_id    uuid   NOT NULL,
  id        uuid   NOT NULL,
  name      text   NOT NULL,
  parent_id uuid,
  version   bigint NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, parent_id) REFERENCES "position" (org_id, id)
);
CREATE INDEX position_by_parent ON "position" (org_id, parent_id);
COMMENT ON TABLE "position" IS 'The positions of each organization.';
COMMENT ON COLUMN "position".org_id IS 'The organization.';
COMMENT ON COLUMN "position".id IS 'The position.';
COMMENT ON COLUMN "position".name IS 'Its name.';
COMMENT ON COLUMN "position".parent_id IS 'The position above it; null for one that stands above all.';
COMMENT ON COLUMN "position".version IS 'The revision of its last change; the entity tag is made of it.';

ALTER TABLE directory_user ADD COLUMN position_id uuid;
ALTER TABLE directory_user ADD FOREIGN KEY (org_id, position_id) REFERENCES "position" (org_id, id);
CREATE INDEX directory_user_by_position ON directory_user (org_id, position_id);
COMMENT ON COLUMN directory_user.position_id IS 'The position that he holds; null for none.';
