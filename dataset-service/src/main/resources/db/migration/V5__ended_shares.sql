ALTER TABLE record_change ADD COLUMN share_ended uuid;
COMMENT ON COLUMN record_change.share_ended IS 'The user or team whose share of the record ended, if that is the change: streams since then left the record out, although a slice may hold it all the time because it was shared again.';
