-- The queues: one row per action, for good.
CREATE TABLE action (
  org_id         uuid        NOT NULL,
  device_id      uuid        NOT NULL,
  sequence       bigint      NOT NULL CHECK (sequence >= 1),
  action_id      uuid        NOT NULL,
  content_hash   bytea       NOT NULL,
  entity         text        NOT NULL,
  record_id      uuid        NOT NULL,
  operation      text        NOT NULL CHECK (operation IN ('create', 'update', 'delete')),
  attributes     jsonb,
  base_version   bigint,
  base_values    jsonb,
  made_at        timestamptz,
  content_size   integer     NOT NULL,
  state          text        NOT NULL DEFAULT 'queued'
                             CHECK (state IN ('queued', 'held', 'applied', 'merged', 'failed', 'discarded')),
  attempt        integer     NOT NULL DEFAULT 1 CHECK (attempt >= 1),
  overwrite      boolean     NOT NULL DEFAULT false,
  resolution_id  uuid,
  held_behind    uuid,
  result_version bigint,
  failure        jsonb,
  settled_at     timestamptz,
  PRIMARY KEY (org_id, device_id, sequence),
  CONSTRAINT action_id_once UNIQUE (org_id, action_id),
  CONSTRAINT held_has_reason CHECK ((state = 'held') = (held_behind IS NOT NULL))
);
-- What a worker takes next; holds only what is still to do.
CREATE INDEX action_queued ON action (org_id, device_id, sequence) WHERE state = 'queued';
-- What blocks others; holds only what waits for a person.
CREATE INDEX action_blocking ON action (org_id, device_id, sequence) WHERE state IN ('failed', 'held');
-- What the device's own actions made of a record.
CREATE INDEX action_of_record ON action (org_id, device_id, record_id) INCLUDE (entity, result_version)
  WHERE result_version IS NOT NULL;
COMMENT ON TABLE action IS 'What devices did, and what became of it.';
COMMENT ON COLUMN action.org_id IS 'The organization.';
COMMENT ON COLUMN action.device_id IS 'The device.';
COMMENT ON COLUMN action.sequence IS 'The device''s number of the action: gap-free from 1.';
COMMENT ON COLUMN action.action_id IS 'The id that the device gave it; also the id of its sync error.';
COMMENT ON COLUMN action.content_hash IS 'SHA-256 of what was uploaded; never changes, so that repeats are known again.';
COMMENT ON COLUMN action.entity IS 'The record''s entity.';
COMMENT ON COLUMN action.record_id IS 'The record.';
COMMENT ON COLUMN action.operation IS 'What to do; a resolution can change it.';
COMMENT ON COLUMN action.attributes IS 'Attributes of a create, changed attributes of an update; a resolution can change them.';
COMMENT ON COLUMN action.base_version IS 'The version it builds on; or the one that the resolver saw.';
COMMENT ON COLUMN action.base_values IS 'What the changed attributes were there, as far as known.';
COMMENT ON COLUMN action.made_at IS 'When it was made by the device''s clock; informative.';
COMMENT ON COLUMN action.content_size IS 'Characters of the attributes and base values as JSON: bounds the requests to dataset-service.';
COMMENT ON COLUMN action.state IS 'Where it stands, as the contract''s ActionState says.';
COMMENT ON COLUMN action.attempt IS 'Which attempt it is at, from 1.';
COMMENT ON COLUMN action.overwrite IS 'Whether a resolver saw base_version and wants it overwritten.';
COMMENT ON COLUMN action.resolution_id IS 'The resolution that sent it on or gave it up last.';
COMMENT ON COLUMN action.held_behind IS 'The failed action that a held one waits for.';
COMMENT ON COLUMN action.result_version IS 'The version that it made of the record; null after a delete.';
COMMENT ON COLUMN action.failure IS 'Why the last attempt failed, without values of the record.';
COMMENT ON COLUMN action.settled_at IS 'When it was applied, merged or discarded.';
