-- What changed is found by a log beside the rows, not by an index of them: a row that changes enters no index then, and stays on its page.

-- A batch of an instance of before must not commit between the look at the rows and the end of this.
LOCK TABLE slice_row, organization_checkpoint IN ACCESS EXCLUSIVE MODE;

CREATE TABLE slice_change (
    org_id     uuid    NOT NULL,
    slice_id   bigint  NOT NULL,
    key_id     bigint  NOT NULL,
    position   bigint  NOT NULL,
    moved      boolean NOT NULL,
    record_ids uuid[]  NOT NULL
);
COMMENT ON TABLE slice_change IS 'Which rows of slices were written at which checkpoint: where to look for what changed. How they are now, the rows tell.';
COMMENT ON COLUMN slice_change.org_id IS 'The organization.';
COMMENT ON COLUMN slice_change.slice_id IS 'The slice.';
COMMENT ON COLUMN slice_change.key_id IS 'The key of the rows.';
COMMENT ON COLUMN slice_change.position IS 'The checkpoint that holds the change; of several that were put together the last.';
COMMENT ON COLUMN slice_change.moved IS 'Whether the rows came or went; else they stayed, in another version.';
COMMENT ON COLUMN slice_change.record_ids IS 'The records of the rows, in no order.';
-- It is put together now and then, which leaves as many dead rows as there were.
ALTER TABLE slice_change SET (autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_scale_factor = 0.02);

-- Only what a token can ask for: those know no slice that was made later, and none is older than the horizon.
INSERT INTO slice_change (org_id, slice_id, key_id, position, moved, record_ids)
SELECT org_id, slice_id, key_id, position, moved, array_agg(record_id)
FROM (
    SELECT w.*, (row_number() OVER (PARTITION BY w.org_id, w.slice_id, w.key_id, w.position, w.moved) - 1) / 100 AS part
    FROM (
        SELECT org_id, slice_id, key_id, position, NOT present OR since = position AS moved, record_id FROM slice_row
        UNION ALL
        SELECT org_id, slice_id, key_id, since, TRUE, record_id FROM slice_row WHERE present AND since < position
    ) w
    JOIN slice s ON s.org_id = w.org_id AND s.slice_id = w.slice_id AND s.built_at < w.position
    JOIN organization_checkpoint o ON o.org_id = w.org_id AND o.horizon < w.position
) parts
GROUP BY org_id, slice_id, key_id, position, moved, part;

CREATE INDEX slice_change_by_key ON slice_change (org_id, slice_id, key_id, position);
CREATE INDEX slice_change_by_position ON slice_change (org_id, slice_id, position);
ANALYZE slice_change;

DROP INDEX slice_row_by_key;
DROP INDEX slice_row_by_position;
CREATE INDEX slice_row_present ON slice_row (org_id, slice_id, key_id) WHERE present;
CREATE INDEX slice_row_gone ON slice_row (org_id, slice_id) WHERE NOT present;
-- Room for the next version of each row, where it is.
ALTER TABLE slice_row SET (fillfactor = 50);

-- Without a default: an instance of before, which logs nothing, closes no checkpoint any more.
ALTER TABLE organization_checkpoint ADD COLUMN compacted_to bigint, ADD COLUMN condensed_to bigint;
UPDATE organization_checkpoint SET compacted_to = position, condensed_to = position;
ALTER TABLE organization_checkpoint ALTER COLUMN compacted_to SET NOT NULL, ALTER COLUMN condensed_to SET NOT NULL;
COMMENT ON COLUMN organization_checkpoint.compacted_to IS 'Up to which checkpoint some hundreds of checkpoints of the log of changes are put together.';
COMMENT ON COLUMN organization_checkpoint.condensed_to IS 'Up to which checkpoint whole days of it are.';
