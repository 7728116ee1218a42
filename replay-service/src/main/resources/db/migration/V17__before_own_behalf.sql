-- Whoever settles a failed action with his own rights, and has too few, must not lose what there was to settle.
ALTER TABLE action ADD COLUMN former jsonb;
COMMENT ON COLUMN action.former IS 'The row as it was before somebody decided on his own behalf, until it is known what comes of it.';
