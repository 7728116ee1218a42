ALTER TABLE resolution ADD COLUMN merges jsonb;
COMMENT ON COLUMN resolution.merges IS 'Of a merge: where attributes come from, as was decided.';
COMMENT ON COLUMN action.merges IS 'Of a merged action: which attributes came from where. Before, of one that was sent on: what was decided about it.';
