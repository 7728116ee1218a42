-- Versions of records. One sequence for all of them: a record that is deleted and made again never gets a version that it had before.
CREATE SEQUENCE record_version AS bigint CACHE 1;
COMMENT ON SEQUENCE record_version IS 'Versions of records; unique over all records, so that a re-created record never repeats one.';

CREATE TABLE record (
    org_id           uuid   NOT NULL,
    entity           text   NOT NULL,
    record_id        uuid   NOT NULL,
    version          bigint NOT NULL,
    owner_id         uuid,
    business_unit_id uuid,
    attributes       jsonb  NOT NULL,
    PRIMARY KEY (org_id, entity, record_id)
);
COMMENT ON TABLE record IS 'The built-in record store: the present state of every record.';
COMMENT ON COLUMN record.org_id IS 'The organization.';
COMMENT ON COLUMN record.entity IS 'The logical name of the entity.';
COMMENT ON COLUMN record.record_id IS 'The id; unique within organization and entity.';
COMMENT ON COLUMN record.version IS 'From record_version; changes with every write. It is the ETag.';
COMMENT ON COLUMN record.owner_id IS 'The user or team that owns it; null for entities that users do not own. The same as the attribute ownerid.';
COMMENT ON COLUMN record.business_unit_id IS 'The business unit it counts to; null for entities that nobody owns. The same as the attribute owningbusinessunit where there is one.';
COMMENT ON COLUMN record.attributes IS 'Values by attribute name; an attribute without a value is left out.';

-- Owner before entity: who moves to another business unit takes along his records of all entities.
CREATE INDEX record_by_owner ON record (org_id, owner_id, entity);
CREATE INDEX record_by_business_unit ON record (org_id, business_unit_id, entity);

CREATE TABLE record_change (
    org_id    uuid   NOT NULL,
    change_id bigint GENERATED ALWAYS AS IDENTITY,
    entity    text   NOT NULL,
    record_id uuid   NOT NULL,
    PRIMARY KEY (org_id, change_id)
);
COMMENT ON TABLE record_change IS 'A queue: records that were written and that the slicer has not looked at yet. A row is written in the transaction of the change; the slicer deletes it in the transaction that closes its checkpoint.';
COMMENT ON COLUMN record_change.org_id IS 'The organization.';
COMMENT ON COLUMN record_change.change_id IS 'Rises with each change; NOT in the order of commits.';
COMMENT ON COLUMN record_change.entity IS 'The entity of the record that changed.';
COMMENT ON COLUMN record_change.record_id IS 'The record that was made, changed or deleted.';

CREATE TABLE record_share (
    org_id       uuid        NOT NULL,
    entity       text        NOT NULL,
    record_id    uuid        NOT NULL,
    principal_id uuid        NOT NULL,
    rights       integer     NOT NULL CHECK (rights & 1 = 1),
    shared_by    uuid        NOT NULL,
    shared_at    timestamptz NOT NULL,
    PRIMARY KEY (org_id, entity, record_id, principal_id)
);
CREATE INDEX record_share_by_principal ON record_share (org_id, principal_id, entity);

COMMENT ON TABLE record_share IS 'Who else may use a record than whom ownership and roles let.';
COMMENT ON COLUMN record_share.org_id IS 'The organization.';
COMMENT ON COLUMN record_share.entity IS 'The entity of the record.';
COMMENT ON COLUMN record_share.record_id IS 'The record.';
COMMENT ON COLUMN record_share.principal_id IS 'The user or team that it is shared with.';
COMMENT ON COLUMN record_share.rights IS 'The rights, as bits: 1 read, 2 write, 4 append, 16 append to, 65536 delete, 262144 share, 524288 assign. Reading is always among them.';
COMMENT ON COLUMN record_share.shared_by IS 'The user who shared it so.';
COMMENT ON COLUMN record_share.shared_at IS 'When he did.';

CREATE TABLE owner_move (
    org_id   uuid NOT NULL,
    owner_id uuid NOT NULL,
    PRIMARY KEY (org_id, owner_id)
);
COMMENT ON TABLE owner_move IS 'Users and teams that moved to another business unit, or that may have: records of theirs still have to follow.';
COMMENT ON COLUMN owner_move.org_id IS 'The organization.';
COMMENT ON COLUMN owner_move.owner_id IS 'The user or team.';

CREATE TABLE record_sweep (
    org_id         uuid   NOT NULL,
    sweep_id       bigint GENERATED ALWAYS AS IDENTITY,
    entity         text   NOT NULL,
    gone           text[],
    before_version bigint NOT NULL,
    after_id       uuid,
    PRIMARY KEY (org_id, sweep_id)
);
COMMENT ON TABLE record_sweep IS 'Entities that lost attributes, and whose records still have to lose the values of attributes that are gone.';
COMMENT ON COLUMN record_sweep.org_id IS 'The organization.';
COMMENT ON COLUMN record_sweep.sweep_id IS 'Rises with each change.';
COMMENT ON COLUMN record_sweep.entity IS 'The entity.';
COMMENT ON COLUMN record_sweep.gone IS 'The attributes that it lost; null when the entity itself is gone, and its records have to go.';
COMMENT ON COLUMN record_sweep.before_version IS 'Records of this version or a later one were written after the change.';
COMMENT ON COLUMN record_sweep.after_id IS 'Records up to this one are done; null at the beginning.';

CREATE TABLE record_history (
    org_id           uuid        NOT NULL,
    entity           text        NOT NULL,
    record_id        uuid        NOT NULL,
    version          bigint      NOT NULL,
    previous_version bigint      NOT NULL,
    operation        text        NOT NULL CHECK (operation IN ('update', 'delete')),
    before           jsonb       NOT NULL,
    changed_by       uuid        NOT NULL,
    changed_at       timestamptz NOT NULL,
    action_id        uuid,
    PRIMARY KEY (org_id, entity, record_id, version)
);
COMMENT ON TABLE record_history IS 'What updates and deletes overwrote: the audit trail, and the base values for conflicts.';
COMMENT ON COLUMN record_history.org_id IS 'The organization.';
COMMENT ON COLUMN record_history.entity IS 'The entity of the record.';
COMMENT ON COLUMN record_history.record_id IS 'The record.';
COMMENT ON COLUMN record_history.version IS 'The version that the write made; a delete takes one too.';
COMMENT ON COLUMN record_history.previous_version IS 'The version that it replaced.';
COMMENT ON COLUMN record_history.operation IS 'update or delete.';
COMMENT ON COLUMN record_history.before IS 'Of an update: the former values of the attributes that it changed, null where there was none. Of a delete: all values.';
COMMENT ON COLUMN record_history.changed_by IS 'The user who did it; the nil UUID when the metadata did.';
COMMENT ON COLUMN record_history.changed_at IS 'When.';
COMMENT ON COLUMN record_history.action_id IS 'The offline action that did it; null for a write through the records API.';

CREATE TABLE applied_action (
    org_id     uuid        NOT NULL,
    action_id  uuid        NOT NULL,
    device_id  uuid        NOT NULL,
    attempt    integer     NOT NULL CHECK (attempt > 0),
    result     jsonb       NOT NULL,
    decided_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, action_id)
);
COMMENT ON TABLE applied_action IS 'Offline actions that were decided, written in the transaction of the effect: an action that took effect gets its result again when it is sent again, and so does a failed attempt; only a later attempt of a failed action is decided anew.';
COMMENT ON COLUMN applied_action.org_id IS 'The organization.';
COMMENT ON COLUMN applied_action.action_id IS 'The id that the device gave it.';
COMMENT ON COLUMN applied_action.device_id IS 'The device.';
COMMENT ON COLUMN applied_action.attempt IS 'The latest attempt that was decided; lower ones are refused.';
COMMENT ON COLUMN applied_action.result IS 'The ApplyResult that was answered.';
COMMENT ON COLUMN applied_action.decided_at IS 'When.';
