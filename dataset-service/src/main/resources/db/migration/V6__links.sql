-- Slices whose filters look at linked records. See infra/docs/decisions/0016-links-in-filters.md.
ALTER TABLE slice ADD COLUMN looks_at text[] NOT NULL DEFAULT '{}';
COMMENT ON COLUMN slice.looks_at IS 'The entities of other records that decide what is in it.';
