ALTER TABLE sync_error ADD COLUMN transaction_id uuid;
COMMENT ON COLUMN sync_error.transaction_id IS 'The local transaction that the action belongs to; null where it belongs to none, and in errors reported before this was kept.';
