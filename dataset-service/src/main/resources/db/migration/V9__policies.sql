ALTER TABLE record_history ADD COLUMN made_at timestamptz;
COMMENT ON COLUMN record_history.made_at IS 'When the offline action was made by its device''s clock, at most the time of the replay; null for a write through the records API, and where the device did not say. For the conflict policy latest.';
