-- How much waits is the difference of two sums, however much it is. Nothing is filled in: while something from before waits first, nothing is counted.
ALTER TABLE device ADD COLUMN content_total bigint NOT NULL DEFAULT 0;
ALTER TABLE action ADD COLUMN content_before bigint;
COMMENT ON COLUMN device.content_total IS 'The content_size of all its actions together, as they were uploaded.';
COMMENT ON COLUMN action.content_before IS 'What content_total was before it; null for what was uploaded before there was one.';
