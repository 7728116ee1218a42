-- Shares that records inherit from those above them. See infra/docs/decisions/0019-inherited-shares.md.
ALTER TABLE record_share DROP CONSTRAINT record_share_rights_check;
ALTER TABLE record_share RENAME COLUMN rights TO own_rights;
ALTER TABLE record_share
    ADD COLUMN inherited_rights integer NOT NULL DEFAULT 0,
    ADD COLUMN rights integer GENERATED ALWAYS AS (own_rights | inherited_rights) STORED,
    ADD CHECK ((own_rights | inherited_rights) & 1 = 1);
COMMENT ON COLUMN record_share.own_rights IS 'The rights given on the record itself, as bits: 1 read, 2 write, 4 append, 16 append to, 65536 delete, 262144 share, 524288 assign; 0 for none.';
COMMENT ON COLUMN record_share.inherited_rights IS 'Those that come from records above it; kept by the slicer, and taken back at once when a record above is not shared any more.';
COMMENT ON COLUMN record_share.rights IS 'Both together. Reading is always among them.';
COMMENT ON COLUMN record_share.shared_by IS 'The user who shared it so, or a record above it.';

ALTER TABLE relation ADD COLUMN cascades_share boolean NOT NULL DEFAULT FALSE;
COMMENT ON COLUMN relation.cascades_share IS 'Whether children inherit what their parent is shared with.';
