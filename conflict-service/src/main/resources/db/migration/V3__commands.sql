ALTER TABLE sync_error ADD COLUMN command text;
COMMENT ON COLUMN sync_error.command IS 'Of a command: which one, as the contract''s CommandName is called here.';

ALTER TABLE sync_error_attempt DROP CONSTRAINT sync_error_attempt_operation_check;
ALTER TABLE sync_error_attempt ADD CONSTRAINT sync_error_attempt_operation_check
  CHECK (operation IN ('create', 'update', 'delete', 'follow', 'unfollow', 'assign', 'command'));

ALTER TABLE sync_error_resolution DROP CONSTRAINT sync_error_resolution_operation_check;
ALTER TABLE sync_error_resolution ADD CONSTRAINT sync_error_resolution_operation_check
  CHECK (operation IN ('create', 'update', 'delete', 'follow', 'unfollow', 'assign', 'command'));
