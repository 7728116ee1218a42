-- Messages to other services, stored in the transaction of what they tell.
CREATE TABLE outbox (
  org_id          uuid        NOT NULL,
  message_id      bigint      GENERATED ALWAYS AS IDENTITY,
  destination     text        NOT NULL,
  order_key       text        NOT NULL,
  payload         jsonb       NOT NULL,
  attempts        integer     NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, message_id)
);
CREATE INDEX outbox_due ON outbox (next_attempt_at, message_id);
CREATE INDEX outbox_order ON outbox (org_id, destination, order_key, message_id);
COMMENT ON TABLE outbox IS 'Messages to other services that are not known to be received.';
COMMENT ON COLUMN outbox.org_id IS 'The organization.';
COMMENT ON COLUMN outbox.message_id IS 'Rises; messages of one order key go out in this order.';
COMMENT ON COLUMN outbox.destination IS 'Which receiver.';
COMMENT ON COLUMN outbox.order_key IS 'Messages with the same key and destination are delivered one after the other.';
COMMENT ON COLUMN outbox.payload IS 'The message.';
COMMENT ON COLUMN outbox.attempts IS 'How often delivery failed.';
COMMENT ON COLUMN outbox.next_attempt_at IS 'Not to be tried before.';
