-- How much a device has uploaded within the present minute.
ALTER TABLE device ADD COLUMN window_started_at timestamptz;
ALTER TABLE device ADD COLUMN window_actions integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN device.window_started_at IS 'When the minute began that its uploads are counted in; null before the first.';
COMMENT ON COLUMN device.window_actions IS 'How many new actions came in that minute.';
