ALTER TABLE action ADD COLUMN merges jsonb;
COMMENT ON COLUMN action.merges IS 'Of a merge: which attributes came from where, as the contract''s AttributeMerge.';
