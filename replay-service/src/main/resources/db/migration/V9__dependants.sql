ALTER TABLE resolution ADD COLUMN discard_dependants boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN resolution.discard_dependants IS 'Whether the actions held behind a discarded one are discarded, too.';
