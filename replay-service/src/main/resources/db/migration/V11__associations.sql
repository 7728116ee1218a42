-- Pairs of many-to-many relationships can be made and ended offline.
ALTER TABLE action DROP CONSTRAINT action_operation_check;
ALTER TABLE action ADD CONSTRAINT action_operation_check
  CHECK (operation IN ('create', 'update', 'delete', 'follow', 'unfollow', 'assign', 'command', 'associate', 'disassociate'));
ALTER TABLE resolution DROP CONSTRAINT resolution_operation_check;
ALTER TABLE resolution ADD CONSTRAINT resolution_operation_check
  CHECK (operation IN ('create', 'update', 'delete', 'follow', 'unfollow', 'assign', 'command', 'associate', 'disassociate'));

