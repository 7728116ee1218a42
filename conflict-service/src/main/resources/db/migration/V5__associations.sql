-- Pairs of many-to-many relationships can be made and ended offline.
ALTER TABLE sync_error_attempt DROP CONSTRAINT sync_error_attempt_operation_check;
ALTER TABLE sync_error_attempt ADD CONSTRAINT sync_error_attempt_operation_check
  CHECK (operation IN ('create', 'update', 'delete', 'follow', 'unfollow', 'assign', 'command', 'associate', 'disassociate'));

ALTER TABLE sync_error_resolution DROP CONSTRAINT sync_error_resolution_operation_check;
ALTER TABLE sync_error_resolution ADD CONSTRAINT sync_error_resolution_operation_check
  CHECK (operation IN ('create', 'update', 'delete', 'follow', 'unfollow', 'assign', 'command', 'associate', 'disassociate'));
