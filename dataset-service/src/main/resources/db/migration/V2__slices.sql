-- The engine: what slices yield, and how far it is. See infra/docs/decisions/0002-change-queue.md and infra/docs/invariants.md.
CREATE SEQUENCE slice_id AS bigint;
COMMENT ON SEQUENCE slice_id IS 'Ids of slices; never used twice, so that a scope of long ago cannot name another slice.';

CREATE SEQUENCE slice_key_id AS bigint CACHE 50;
COMMENT ON SEQUENCE slice_key_id IS 'Ids of slice keys; never used twice.';

CREATE TABLE slice (
    org_id          uuid   NOT NULL,
    slice_id        bigint NOT NULL DEFAULT nextval('slice_id'),
    entity          text   NOT NULL,
    definition      jsonb  NOT NULL,
    definition_hash bytea  NOT NULL,
    state           text   NOT NULL CHECK (state IN ('active', 'retired')),
    built_at        bigint NOT NULL,
    retired_at      bigint,
    retired_on      timestamptz,
    failed_at       timestamptz,
    failed_tries    integer NOT NULL DEFAULT 0,
    failure         text,
    next_try_at     timestamptz,
    evaluated_at    timestamptz,
    due_at          timestamptz,
    PRIMARY KEY (org_id, slice_id)
);
CREATE INDEX slice_set_aside ON slice (next_try_at) WHERE state = 'active' AND next_try_at IS NOT NULL;
CREATE INDEX slice_due ON slice (due_at) WHERE state = 'active' AND due_at IS NOT NULL;
CREATE UNIQUE INDEX slice_active_by_definition ON slice (org_id, definition_hash) WHERE state = 'active';
CREATE INDEX slice_active_by_entity ON slice (org_id, entity) WHERE state = 'active';
COMMENT ON TABLE slice IS 'A slice: what one filter without conditions on the caller yields of one entity, for the whole organization.';
COMMENT ON COLUMN slice.org_id IS 'The organization.';
COMMENT ON COLUMN slice.slice_id IS 'The id.';
COMMENT ON COLUMN slice.entity IS 'The entity of its records.';
COMMENT ON COLUMN slice.definition IS 'Entity, filter, the types of the attributes that the filter looks at, the lookups among the keys, and the calendar if the filter looks at one: all that is needed to maintain it.';
COMMENT ON COLUMN slice.definition_hash IS 'SHA-256 of the canonical definition: profiles that need the same share the slice.';
COMMENT ON COLUMN slice.state IS 'active: maintained. retired: no profile needs it; kept as it was until no token can refer to it any more.';
COMMENT ON COLUMN slice.built_at IS 'The position at which it was filled.';
COMMENT ON COLUMN slice.retired_at IS 'The position from which on it is not maintained.';
COMMENT ON COLUMN slice.retired_on IS 'When that was.';
COMMENT ON COLUMN slice.failed_at IS 'Since when it cannot be evaluated and is set aside as it was before; null when all is well.';
COMMENT ON COLUMN slice.failed_tries IS 'How often in a row that was tried in vain.';
COMMENT ON COLUMN slice.failure IS 'Why, for administrators; holds nothing of any record.';
COMMENT ON COLUMN slice.next_try_at IS 'When to try again.';
COMMENT ON COLUMN slice.evaluated_at IS 'The moment at which it is right, if records enter and leave it as time passes; null for all other slices.';
COMMENT ON COLUMN slice.due_at IS 'When passing time may next let a record enter or leave it; null for never.';

-- See infra/docs/decisions/0010-passing-time.md.
CREATE TABLE record_moment (
    org_id    uuid        NOT NULL,
    entity    text        NOT NULL,
    attribute text        NOT NULL,
    is_day    boolean     NOT NULL,
    at        timestamptz NOT NULL,
    record_id uuid        NOT NULL,
    PRIMARY KEY (org_id, entity, attribute, is_day, at, record_id)
);
CREATE INDEX record_moment_by_record ON record_moment (org_id, entity, record_id);
COMMENT ON TABLE record_moment IS 'The values, in order, of attributes that active slices hold against passing time; kept by the slicer, up to its last checkpoint.';
COMMENT ON COLUMN record_moment.org_id IS 'The organization.';
COMMENT ON COLUMN record_moment.entity IS 'The entity of the record.';
COMMENT ON COLUMN record_moment.attribute IS 'The attribute.';
COMMENT ON COLUMN record_moment.is_day IS 'Whether it holds days; times otherwise.';
COMMENT ON COLUMN record_moment.at IS 'The value; of a day its midnight in UTC.';
COMMENT ON COLUMN record_moment.record_id IS 'The record.';

CREATE TABLE slice_key (
    org_id           uuid   NOT NULL,
    slice_id         bigint NOT NULL,
    key_id           bigint NOT NULL DEFAULT nextval('slice_key_id'),
    owner_id         uuid   NOT NULL,
    business_unit_id uuid   NOT NULL,
    extra            uuid[] NOT NULL,
    PRIMARY KEY (org_id, slice_id, key_id)
);
CREATE UNIQUE INDEX slice_key_by_value ON slice_key (org_id, slice_id, owner_id, business_unit_id, extra);
COMMENT ON TABLE slice_key IS 'The distinct values, in the rows of a slice, of the attributes that conditions on the caller and the security model look at.';
COMMENT ON COLUMN slice_key.org_id IS 'The organization.';
COMMENT ON COLUMN slice_key.slice_id IS 'The slice.';
COMMENT ON COLUMN slice_key.key_id IS 'The id.';
COMMENT ON COLUMN slice_key.owner_id IS 'The owner; the nil UUID for records without one.';
COMMENT ON COLUMN slice_key.business_unit_id IS 'The owning business unit; the nil UUID for records without one.';
COMMENT ON COLUMN slice_key.extra IS 'The values of the further lookups, in the order of the slice''s definition; null elements for none.';

CREATE TABLE slice_row (
    org_id    uuid    NOT NULL,
    slice_id  bigint  NOT NULL,
    record_id uuid    NOT NULL,
    key_id    bigint  NOT NULL,
    position  bigint  NOT NULL,
    put_at    bigint  NOT NULL,
    version   bigint  NOT NULL,
    present   boolean NOT NULL,
    PRIMARY KEY (org_id, slice_id, record_id, key_id)
);
CREATE INDEX slice_row_by_key ON slice_row (org_id, slice_id, key_id, position);
CREATE INDEX slice_row_by_position ON slice_row (org_id, slice_id, position);
COMMENT ON TABLE slice_row IS 'What a slice yields: which record under which key, and since when it is so.';
COMMENT ON COLUMN slice_row.org_id IS 'The organization.';
COMMENT ON COLUMN slice_row.slice_id IS 'The slice.';
COMMENT ON COLUMN slice_row.record_id IS 'The record, of the slice''s entity.';
COMMENT ON COLUMN slice_row.key_id IS 'The key that the record has, or had.';
COMMENT ON COLUMN slice_row.position IS 'The checkpoint at which the row got its present state: presence and version.';
COMMENT ON COLUMN slice_row.put_at IS 'The checkpoint at which it last became present in its version: the same as position while it is present.';
COMMENT ON COLUMN slice_row.version IS 'The version of the record when it was last present.';
COMMENT ON COLUMN slice_row.present IS 'Whether the slice yields the record under this key. Absent rows stay, so that devices learn of the removal, until no token is older.';

CREATE TABLE organization_checkpoint (
    org_id     uuid        NOT NULL PRIMARY KEY,
    position   bigint      NOT NULL,
    horizon    bigint      NOT NULL,
    closed_at  timestamptz NOT NULL,
    cleaned_at timestamptz NOT NULL
);
COMMENT ON TABLE organization_checkpoint IS 'How far the slicer is; every batch writes the row, so that two slicers can never both succeed.';
COMMENT ON COLUMN organization_checkpoint.org_id IS 'The organization.';
COMMENT ON COLUMN organization_checkpoint.position IS 'The last closed checkpoint; 0 before the first.';
COMMENT ON COLUMN organization_checkpoint.horizon IS 'The oldest checkpoint that a delta can start from; what only older ones need was removed.';
COMMENT ON COLUMN organization_checkpoint.closed_at IS 'When it was closed.';
COMMENT ON COLUMN organization_checkpoint.cleaned_at IS 'When what no token can refer to any more was last removed.';

CREATE TABLE checkpoint_day (
    org_id   uuid   NOT NULL,
    day      date   NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (org_id, day)
);
COMMENT ON TABLE checkpoint_day IS 'The last checkpoint of each day (UTC): how far back tokens of a certain age can reach.';
COMMENT ON COLUMN checkpoint_day.org_id IS 'The organization.';
COMMENT ON COLUMN checkpoint_day.day IS 'The day.';
COMMENT ON COLUMN checkpoint_day.position IS 'The last checkpoint that was closed on it.';

CREATE TABLE configuration_change (
    org_id    uuid   NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    PRIMARY KEY (org_id, change_id)
);
COMMENT ON TABLE configuration_change IS 'A queue, as record_change: the configuration changed and the slicer has not looked at it yet.';
COMMENT ON COLUMN configuration_change.org_id IS 'The organization.';
COMMENT ON COLUMN configuration_change.change_id IS 'Rises with each change; NOT in the order of commits.';

CREATE TABLE effective_plan (
    org_id   uuid   NOT NULL PRIMARY KEY,
    revision bigint NOT NULL,
    plan     jsonb  NOT NULL
);
COMMENT ON TABLE effective_plan IS 'The published profile versions that datasets follow: those whose slices are built.';
COMMENT ON COLUMN effective_plan.org_id IS 'The organization.';
COMMENT ON COLUMN effective_plan.revision IS 'The revision of the configuration that it was made from.';
COMMENT ON COLUMN effective_plan.plan IS 'Per profile and item: the slices, the conditions on the caller, and the columns.';

CREATE TABLE scope (
    org_id       uuid        NOT NULL,
    scope_hash   bytea       NOT NULL,
    content      jsonb       NOT NULL,
    last_used_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, scope_hash)
);
COMMENT ON TABLE scope IS 'What users could take from which slices when they last synced; tokens refer to it.';
COMMENT ON COLUMN scope.org_id IS 'The organization.';
COMMENT ON COLUMN scope.scope_hash IS 'SHA-256 of the content: users and syncs with the same scope share the row.';
COMMENT ON COLUMN scope.content IS 'Per entity: the columns, and per slice all or the keys.';
COMMENT ON COLUMN scope.last_used_at IS 'When a token that refers to it was last handed out, to the day.';

-- A queue whose rows live for moments: without early vacuuming its dead rows would be read again and again.
ALTER TABLE record_change SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000);
ALTER TABLE configuration_change SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 1000);
