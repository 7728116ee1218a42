-- What users have offline whatever the filters say.
CREATE TABLE record_follow (
    org_id      uuid        NOT NULL,
    entity      text        NOT NULL,
    record_id   uuid        NOT NULL,
    user_id     uuid        NOT NULL,
    followed_at timestamptz NOT NULL,
    PRIMARY KEY (org_id, entity, record_id, user_id)
);
CREATE INDEX record_follow_by_user ON record_follow (org_id, user_id, entity, record_id);
COMMENT ON TABLE record_follow IS 'Who follows which record.';
COMMENT ON COLUMN record_follow.org_id IS 'The organization.';
COMMENT ON COLUMN record_follow.entity IS 'The entity of the record.';
COMMENT ON COLUMN record_follow.record_id IS 'The record.';
COMMENT ON COLUMN record_follow.user_id IS 'The user who follows it.';
COMMENT ON COLUMN record_follow.followed_at IS 'Since when.';

CREATE TABLE record_pin (
    org_id    uuid NOT NULL,
    entity    text NOT NULL,
    record_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    PRIMARY KEY (org_id, entity, record_id, user_id)
);
COMMENT ON TABLE record_pin IS 'Records that a user''s unsettled actions are about, of any device of his.';
COMMENT ON COLUMN record_pin.org_id IS 'The organization.';
COMMENT ON COLUMN record_pin.entity IS 'The entity of the record.';
COMMENT ON COLUMN record_pin.record_id IS 'The record, whether it exists or not.';
COMMENT ON COLUMN record_pin.user_id IS 'The user.';

CREATE TABLE device_pins (
    org_id    uuid   NOT NULL,
    device_id uuid   NOT NULL,
    user_id   uuid   NOT NULL,
    number    bigint NOT NULL,
    PRIMARY KEY (org_id, device_id)
);
COMMENT ON TABLE device_pins IS 'How far replay-service has told about unsettled actions of a device; the row is the lock of its reports.';
COMMENT ON COLUMN device_pins.org_id IS 'The organization.';
COMMENT ON COLUMN device_pins.device_id IS 'The device.';
COMMENT ON COLUMN device_pins.user_id IS 'Its user.';
COMMENT ON COLUMN device_pins.number IS 'The number of the last report; lower ones come late.';

CREATE TABLE device_pin (
    org_id    uuid NOT NULL,
    device_id uuid NOT NULL,
    entity    text NOT NULL,
    record_id uuid NOT NULL,
    user_id   uuid NOT NULL,
    PRIMARY KEY (org_id, device_id, entity, record_id)
);
CREATE INDEX device_pin_by_record ON device_pin (org_id, entity, record_id, user_id);
COMMENT ON TABLE device_pin IS 'Records that a device''s unsettled actions are about, as last reported.';
COMMENT ON COLUMN device_pin.org_id IS 'The organization.';
COMMENT ON COLUMN device_pin.device_id IS 'The device.';
COMMENT ON COLUMN device_pin.entity IS 'The entity of the record.';
COMMENT ON COLUMN device_pin.record_id IS 'The record.';
COMMENT ON COLUMN device_pin.user_id IS 'The user of the device.';

INSERT INTO configuration_change (org_id) SELECT org_id FROM effective_plan;
DELETE FROM effective_plan;
