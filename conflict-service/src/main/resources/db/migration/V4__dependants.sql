ALTER TABLE sync_error_resolution ADD COLUMN discard_dependants boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN sync_error_resolution.discard_dependants IS 'Whether what was held behind the action was given up with it.';
