-- Business units, roles, users and teams.
CREATE TABLE business_unit (
  org_id    uuid   NOT NULL,
  id        uuid   NOT NULL,
  name      text   NOT NULL,
  parent_id uuid,
  version   bigint NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, parent_id) REFERENCES business_unit (org_id, id),
  CHECK ((parent_id IS NULL) = (org_id = id))
);
CREATE INDEX business_unit_by_parent ON business_unit (org_id, parent_id);
COMMENT ON TABLE business_unit IS 'The business-unit tree of each organization.';
COMMENT ON COLUMN business_unit.org_id IS 'The organization.';
COMMENT ON COLUMN business_unit.id IS 'The unit; the root has the organization''s id.';
COMMENT ON COLUMN business_unit.name IS 'Its name.';
COMMENT ON COLUMN business_unit.parent_id IS 'The unit above it; null for the root alone.';
COMMENT ON COLUMN business_unit.version IS 'The revision of its last change; the entity tag is made of it.';

CREATE TABLE role (
  org_id      uuid   NOT NULL,
  id          uuid   NOT NULL,
  name        text   NOT NULL,
  inheritance text   NOT NULL,
  privileges  jsonb  NOT NULL,
  version     bigint NOT NULL,
  PRIMARY KEY (org_id, id)
);
COMMENT ON TABLE role IS 'The roles of each organization.';
COMMENT ON COLUMN role.org_id IS 'The organization.';
COMMENT ON COLUMN role.id IS 'The role.';
COMMENT ON COLUMN role.name IS 'Its name.';
COMMENT ON COLUMN role.inheritance IS 'What members of a team that holds it get in person: the name of a PrivilegeInheritance.';
COMMENT ON COLUMN role.privileges IS 'Depths by entity, as a list of the contract''s Privilege.';
COMMENT ON COLUMN role.version IS 'The revision of its last change; the entity tag is made of it.';

CREATE TABLE directory_user (
  org_id           uuid    NOT NULL,
  id               uuid    NOT NULL,
  user_name        text    NOT NULL,
  full_name        text    NOT NULL,
  business_unit_id uuid    NOT NULL,
  manager_id       uuid,
  role_ids         uuid[]  NOT NULL,
  active           boolean NOT NULL,
  time_zone        text,
  language_code    integer,
  version          bigint  NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, user_name),
  FOREIGN KEY (org_id, business_unit_id) REFERENCES business_unit (org_id, id),
  FOREIGN KEY (org_id, manager_id) REFERENCES directory_user (org_id, id)
);
CREATE INDEX directory_user_by_unit ON directory_user (org_id, business_unit_id);
CREATE INDEX directory_user_by_manager ON directory_user (org_id, manager_id);
COMMENT ON TABLE directory_user IS 'The users of each organization.';
COMMENT ON COLUMN directory_user.org_id IS 'The organization.';
COMMENT ON COLUMN directory_user.id IS 'The user, as in his tokens.';
COMMENT ON COLUMN directory_user.user_name IS 'His sign-in name.';
COMMENT ON COLUMN directory_user.full_name IS 'His name.';
COMMENT ON COLUMN directory_user.business_unit_id IS 'The business unit he is in.';
COMMENT ON COLUMN directory_user.manager_id IS 'The user he reports to.';
COMMENT ON COLUMN directory_user.role_ids IS 'His own roles.';
COMMENT ON COLUMN directory_user.active IS 'Whether he may use the suite.';
COMMENT ON COLUMN directory_user.time_zone IS 'The IANA name of his time zone; null for the organization''s.';
COMMENT ON COLUMN directory_user.language_code IS 'The LCID of his language; null for none.';
COMMENT ON COLUMN directory_user.version IS 'The revision of its last change; the entity tag is made of it.';

CREATE TABLE team (
  org_id           uuid   NOT NULL,
  id               uuid   NOT NULL,
  name             text   NOT NULL,
  kind             text   NOT NULL,
  business_unit_id uuid   NOT NULL,
  member_ids       uuid[] NOT NULL,
  role_ids         uuid[] NOT NULL,
  version          bigint NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, business_unit_id) REFERENCES business_unit (org_id, id)
);
CREATE INDEX team_by_unit ON team (org_id, business_unit_id);
COMMENT ON TABLE team IS 'The teams of each organization.';
COMMENT ON COLUMN team.org_id IS 'The organization.';
COMMENT ON COLUMN team.id IS 'The team.';
COMMENT ON COLUMN team.name IS 'Its name.';
COMMENT ON COLUMN team.kind IS 'What it is for: the name of a TeamKind.';
COMMENT ON COLUMN team.business_unit_id IS 'The business unit it is in.';
COMMENT ON COLUMN team.member_ids IS 'Its members.';
COMMENT ON COLUMN team.role_ids IS 'Its roles; none for an access team.';
COMMENT ON COLUMN team.version IS 'The revision of its last change; the entity tag is made of it.';
