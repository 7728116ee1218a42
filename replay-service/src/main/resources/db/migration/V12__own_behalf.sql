-- Who settles a failed action may have it applied with his own rights.
ALTER TABLE resolution ADD COLUMN on_own_behalf boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN resolution.on_own_behalf IS 'Whether the action is applied with the rights of who decided.';
ALTER TABLE action ADD COLUMN applied_as uuid;
COMMENT ON COLUMN action.applied_as IS 'With whose rights it is applied, where not with those of the device''s user.';
