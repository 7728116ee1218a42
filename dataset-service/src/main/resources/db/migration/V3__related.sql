-- Related records: what associations of profiles lead to. See infra/docs/decisions/0013-related-records.md.
CREATE SEQUENCE relation_id AS bigint;
COMMENT ON SEQUENCE relation_id IS 'Ids of relations; never used twice.';

CREATE TABLE relation (
    org_id      uuid   NOT NULL,
    relation_id bigint NOT NULL DEFAULT nextval('relation_id'),
    child       text   NOT NULL,
    attribute   text   NOT NULL,
    companion   text,
    parent      text   NOT NULL,
    PRIMARY KEY (org_id, relation_id),
    UNIQUE NULLS NOT DISTINCT (org_id, child, attribute, companion, parent)
);
COMMENT ON TABLE relation IS 'Lookups whose values the slicer keeps in order, because published profiles follow them.';
COMMENT ON COLUMN relation.org_id IS 'The organization.';
COMMENT ON COLUMN relation.relation_id IS 'The id.';
COMMENT ON COLUMN relation.child IS 'The entity that has the lookup.';
COMMENT ON COLUMN relation.attribute IS 'The lookup.';
COMMENT ON COLUMN relation.companion IS 'The attribute that names the entity of the target, where the lookup has several; null where it has one.';
COMMENT ON COLUMN relation.parent IS 'The entity that it points to.';

CREATE TABLE record_edge (
    org_id      uuid   NOT NULL,
    relation_id bigint NOT NULL,
    child_id    uuid   NOT NULL,
    parent_id   uuid   NOT NULL,
    PRIMARY KEY (org_id, relation_id, child_id)
);
CREATE INDEX record_edge_by_parent ON record_edge (org_id, relation_id, parent_id);
COMMENT ON TABLE record_edge IS 'Which record points to which, up to the slicer''s last checkpoint.';
COMMENT ON COLUMN record_edge.org_id IS 'The organization.';
COMMENT ON COLUMN record_edge.relation_id IS 'The relation.';
COMMENT ON COLUMN record_edge.child_id IS 'The record that has the lookup.';
COMMENT ON COLUMN record_edge.parent_id IS 'The record that it points to, whether there is one or not.';

CREATE TABLE related_step (
    org_id         uuid    NOT NULL,
    target_slice   bigint  NOT NULL,
    source_slice   bigint  NOT NULL,
    relation_id    bigint  NOT NULL,
    to_parent      boolean NOT NULL,
    eligible_slice bigint  NOT NULL,
    of_seed        boolean NOT NULL,
    PRIMARY KEY (org_id, target_slice, source_slice, relation_id, to_parent)
);
CREATE INDEX related_step_by_source ON related_step (org_id, source_slice);
COMMENT ON TABLE related_step IS 'How rows of slices lead to rows of slices of related records.';
COMMENT ON COLUMN related_step.org_id IS 'The organization.';
COMMENT ON COLUMN related_step.target_slice IS 'The slice of related records that gets a row, with the key of the source''s row.';
COMMENT ON COLUMN related_step.source_slice IS 'The slice whose rows lead there: the seed, or another slice of related records of the same seed.';
COMMENT ON COLUMN related_step.relation_id IS 'The relation that is followed.';
COMMENT ON COLUMN related_step.to_parent IS 'Whether from child to parent.';
COMMENT ON COLUMN related_step.eligible_slice IS 'The slice of all records of the target''s entity that may go offline.';
COMMENT ON COLUMN related_step.of_seed IS 'Whether the source is the seed.';

CREATE TABLE related_doubt (
    org_id    uuid   NOT NULL,
    slice_id  bigint NOT NULL,
    record_id uuid   NOT NULL,
    key_id    bigint NOT NULL,
    PRIMARY KEY (org_id, slice_id, record_id, key_id)
);
ALTER TABLE related_doubt SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
COMMENT ON TABLE related_doubt IS 'Within one batch of the slicer only, empty otherwise: rows of related records that lost a row or an edge that led to them.';
COMMENT ON COLUMN related_doubt.org_id IS 'The organization.';
COMMENT ON COLUMN related_doubt.slice_id IS 'The slice of the row.';
COMMENT ON COLUMN related_doubt.record_id IS 'The record of the row.';
COMMENT ON COLUMN related_doubt.key_id IS 'The key of the row.';

ALTER TABLE slice ADD COLUMN keys_of bigint;
COMMENT ON COLUMN slice.keys_of IS 'Of a slice of related records the seed, whose keys its rows carry; null for all others.';

ALTER TABLE slice_row ADD COLUMN since bigint;
UPDATE slice_row SET since = put_at;
ALTER TABLE slice_row ALTER COLUMN since SET NOT NULL;
COMMENT ON COLUMN slice_row.since IS 'The checkpoint at which the row last became present, in whatever version.';

-- Plans say whose keys a slice has from now on: the slicer makes them anew.
INSERT INTO configuration_change (org_id) SELECT org_id FROM effective_plan;
DELETE FROM effective_plan;
