-- What was decided about failed actions, kept until the device's worker carries it out, and after.
CREATE TABLE resolution (
  org_id        uuid        NOT NULL,
  resolution_id uuid        NOT NULL,
  received_no   bigint      GENERATED ALWAYS AS IDENTITY,
  device_id     uuid        NOT NULL,
  action_id     uuid        NOT NULL,
  attempt       integer     NOT NULL,
  apply         boolean     NOT NULL,
  operation     text        CHECK (operation IN ('create', 'update', 'delete')),
  attributes    jsonb,
  base_version  bigint,
  resolved_by   uuid        NOT NULL,
  received_at   timestamptz NOT NULL,
  state         text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'done', 'stale')),
  PRIMARY KEY (org_id, resolution_id)
);
CREATE INDEX resolution_pending ON resolution (org_id, device_id, received_no) WHERE state = 'pending';
COMMENT ON TABLE resolution IS 'Orders of conflict-service about failed actions.';
COMMENT ON COLUMN resolution.org_id IS 'The organization.';
COMMENT ON COLUMN resolution.resolution_id IS 'The resolution''s id: the same order again changes nothing.';
COMMENT ON COLUMN resolution.received_no IS 'Orders of one device are carried out in this order.';
COMMENT ON COLUMN resolution.device_id IS 'The device of the action.';
COMMENT ON COLUMN resolution.action_id IS 'The failed action.';
COMMENT ON COLUMN resolution.attempt IS 'The attempt that it settles.';
COMMENT ON COLUMN resolution.apply IS 'Whether the action is sent on; else it is given up.';
COMMENT ON COLUMN resolution.operation IS 'What the action does from now on; null: as before.';
COMMENT ON COLUMN resolution.attributes IS 'What the action carries from now on; null: as before.';
COMMENT ON COLUMN resolution.base_version IS 'The version that the resolver saw; null: he saw none.';
COMMENT ON COLUMN resolution.resolved_by IS 'Who decided.';
COMMENT ON COLUMN resolution.received_at IS 'When it came.';
COMMENT ON COLUMN resolution.state IS 'pending: to be carried out; done; stale: it was about an attempt that was not the present failed one.';
