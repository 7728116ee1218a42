ALTER TABLE sync_error_resolution ADD COLUMN choices jsonb;
COMMENT ON COLUMN sync_error_resolution.choices IS 'Of a merge: what was chosen for which attribute, as it was sent; null for other decisions and in those made before this was kept.';
