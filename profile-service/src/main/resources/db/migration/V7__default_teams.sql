-- Default teams: everybody in a business unit. Nobody else changes a configuration meanwhile, whose revisions are counted here.
LOCK TABLE organization_revision IN EXCLUSIVE MODE;
ALTER TABLE team ADD COLUMN is_default boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN team.is_default IS 'Whether it is the default team of its business unit; its members are the users of the unit then, and none are named here.';

-- The units that are there get theirs, with the ids that the service would give them (a name-based UUID of version 3), and the feed says so.
CREATE TEMP TABLE made AS
SELECT u.org_id, u.id AS unit_id, u.name,
  overlay(
    overlay(m.digest PLACING '3' FROM 13) PLACING to_hex(('x' || substr(m.digest, 17, 1))::bit(4)::integer & 3 | 8) FROM 17
  )::uuid AS id,
  r.revision + row_number() OVER (PARTITION BY u.org_id ORDER BY u.id) AS revision
FROM business_unit u
JOIN organization_revision r ON r.org_id = u.org_id
CROSS JOIN LATERAL (SELECT md5(u.org_id || '/default-team/' || u.id) AS digest) m;

INSERT INTO team (org_id, id, name, kind, business_unit_id, member_ids, role_ids, version, is_default)
SELECT org_id, id, name, 'OWNER', unit_id, '{}', '{}', revision, true FROM made;

INSERT INTO feed_entry (org_id, kind, id, revision, payload)
SELECT org_id, 'TEAM', id::text, revision,
  jsonb_build_object(
    'id', id, 'name', name, 'kind', 'owner', 'businessUnitId', unit_id,
    'memberIds', '[]'::jsonb, 'roleIds', '[]'::jsonb, 'isDefault', true)
FROM made;

UPDATE organization_revision r SET revision = m.newest
FROM (SELECT org_id, max(revision) AS newest FROM made GROUP BY org_id) m
WHERE m.org_id = r.org_id;

DROP TABLE made;
