-- Where to begin to look for changes of a device that are left: the beginning of the queue is full of what was taken out.
ALTER TABLE device_progress ADD COLUMN before_changes bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN device_progress.before_changes IS 'The rows of record_change up to this one are not waited for.';
COMMENT ON COLUMN device_progress.change_id IS 'When no row of record_change after before_changes and up to this one is left, everything up to sequence is in the slices.';
