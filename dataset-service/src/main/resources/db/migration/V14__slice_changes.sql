-- What changed is found by a log beside the rows, not by an index of them: a row that changes enters no index then, and stays on its page.
CREATE TABLE slice_change (
    org_id     uuid    NOT NULL,
    slice_id   bigint  NOT NULL,
    key_id     bigint  NOT NULL,
    position   bigint  NOT NULL,
    moved      boolean NOT NULL,
    record_ids uuid[]  NOT NULL
);
CREATE INDEX slice_change_by_key ON slice_change (org_id, slice_id, key_id, position);
CREATE INDEX slice_change_by_position ON slice_change (org_id, slice_id, position);
COMMENT ON TABLE slice_change IS 'Which rows of slices were written at which checkpoint: where to look for what changed. How they are now, the rows tell.';
COMMENT ON COLUMN slice_change.org_id IS 'The organization.';
COMMENT ON COLUMN slice_change.slice_id IS 'The slice.';
COMMENT ON COLUMN slice_change.key_id IS 'The key of the rows.';
COMMENT ON COLUMN slice_change.position IS 'The checkpoint that holds the change; of older ones that were put together the last.';
COMMENT ON COLUMN slice_change.moved IS 'Whether the rows came or went; else they stayed, in another version.';
COMMENT ON COLUMN slice_change.record_ids IS 'The records of the rows, in no order.';

INSERT INTO slice_change (org_id, slice_id, key_id, position, moved, record_ids)
SELECT org_id, slice_id, key_id, position, moved, array_agg(record_id)
FROM (
    SELECT w.*, (row_number() OVER (PARTITION BY org_id, slice_id, key_id, position, moved) - 1) / 100 AS part
    FROM (
        SELECT org_id, slice_id, key_id, position, NOT present OR since = position AS moved, record_id FROM slice_row
        UNION ALL
        SELECT org_id, slice_id, key_id, since, TRUE, record_id FROM slice_row WHERE present AND since < position
    ) w
) parts
GROUP BY org_id, slice_id, key_id, position, moved, part;

DROP INDEX slice_row_by_key;
DROP INDEX slice_row_by_position;
CREATE INDEX slice_row_present ON slice_row (org_id, slice_id, key_id) WHERE present;
CREATE INDEX slice_row_gone ON slice_row (org_id, slice_id) WHERE NOT present;
-- Room for the next version of each row, where it is.
ALTER TABLE slice_row SET (fillfactor = 50);

ALTER TABLE organization_checkpoint ADD COLUMN compacted bigint NOT NULL DEFAULT 0;
ALTER TABLE organization_checkpoint ADD COLUMN cleaned bigint NOT NULL DEFAULT 0;
COMMENT ON COLUMN organization_checkpoint.compacted IS 'Up to where the log of changes of slices is put together.';
COMMENT ON COLUMN organization_checkpoint.cleaned IS 'The position at cleaned_at: up to there the log is put together next.';
-- What the rows told holds each of them twice at most: there is nothing to put together.
UPDATE organization_checkpoint SET compacted = position, cleaned = position;
