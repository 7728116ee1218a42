ALTER TABLE action DROP CONSTRAINT action_operation_check;
ALTER TABLE action ADD CONSTRAINT action_operation_check
  CHECK (operation IN ('create', 'update', 'delete', 'follow', 'unfollow', 'assign', 'command'));
ALTER TABLE action ADD COLUMN command text;
ALTER TABLE action ADD CONSTRAINT action_command_check
  CHECK ((operation = 'command') = (command IS NOT NULL));
ALTER TABLE action ADD COLUMN transaction_id uuid;
ALTER TABLE action ADD COLUMN also_changed jsonb;
COMMENT ON COLUMN action.command IS 'Of a command: which one.';
COMMENT ON COLUMN action.transaction_id IS 'The local transaction that it belongs to; its actions follow each other, and are applied all or not at all.';
COMMENT ON COLUMN action.also_changed IS 'What a command made or changed besides its own record: the contract''s ChangedRecord.';

ALTER TABLE resolution DROP CONSTRAINT resolution_operation_check;
ALTER TABLE resolution ADD CONSTRAINT resolution_operation_check
  CHECK (operation IN ('create', 'update', 'delete', 'follow', 'unfollow', 'assign', 'command'));

CREATE TABLE command_output (
  org_id    uuid   NOT NULL,
  device_id uuid   NOT NULL,
  record_id uuid   NOT NULL,
  entity    text   NOT NULL,
  version   bigint NOT NULL,
  PRIMARY KEY (org_id, device_id, record_id, entity)
);
COMMENT ON TABLE command_output IS 'What a device''s commands made of records besides their own: what the device''s next action on such a record builds on.';
COMMENT ON COLUMN command_output.org_id IS 'The organization.';
COMMENT ON COLUMN command_output.device_id IS 'The device.';
COMMENT ON COLUMN command_output.record_id IS 'The record.';
COMMENT ON COLUMN command_output.entity IS 'Its entity.';
COMMENT ON COLUMN command_output.version IS 'The version that the last such command made.';
