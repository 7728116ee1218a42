-- What happened to errors, numbered without gaps, and who wants to be told.
CREATE TABLE event_number (
  org_id uuid   NOT NULL PRIMARY KEY,
  last   bigint NOT NULL
);
COMMENT ON TABLE event_number IS 'The last event of each organization. Its row is locked until the event is committed, so that events become visible in their order.';
COMMENT ON COLUMN event_number.org_id IS 'The organization.';
COMMENT ON COLUMN event_number.last IS 'The number of its last event.';

CREATE TABLE sync_error_event (
  org_id      uuid        NOT NULL,
  number      bigint      NOT NULL,
  kind        text        NOT NULL,
  error_id    uuid        NOT NULL,
  state       text        NOT NULL,
  type        text        NOT NULL,
  entity      text        NOT NULL,
  record_id   uuid        NOT NULL,
  user_id     uuid        NOT NULL,
  assigned_to uuid,
  caused_by   uuid,
  happened_at timestamptz NOT NULL,
  PRIMARY KEY (org_id, number)
);
CREATE INDEX sync_error_event_old ON sync_error_event (happened_at);
COMMENT ON TABLE sync_error_event IS 'The contract''s SyncErrorEvent; kept for some days, and independent of how long the errors are.';
COMMENT ON COLUMN sync_error_event.org_id IS 'The organization.';
COMMENT ON COLUMN sync_error_event.number IS 'Without gaps.';
COMMENT ON COLUMN sync_error_event.kind IS 'What happened.';
COMMENT ON COLUMN sync_error_event.error_id IS 'To which error.';
COMMENT ON COLUMN sync_error_event.state IS 'Where it stood afterwards.';
COMMENT ON COLUMN sync_error_event.type IS 'The kind of failure.';
COMMENT ON COLUMN sync_error_event.entity IS 'The record''s entity.';
COMMENT ON COLUMN sync_error_event.record_id IS 'The record.';
COMMENT ON COLUMN sync_error_event.user_id IS 'Whose action failed.';
COMMENT ON COLUMN sync_error_event.assigned_to IS 'Who was asked to settle it.';
COMMENT ON COLUMN sync_error_event.caused_by IS 'The user who decided, asked or commented; null where nobody did.';
COMMENT ON COLUMN sync_error_event.happened_at IS 'When.';

CREATE TABLE webhook (
  org_id          uuid        NOT NULL,
  id              uuid        NOT NULL,
  url             text        NOT NULL,
  kinds           text[],
  active          boolean     NOT NULL,
  secret          text        NOT NULL,
  delivered       bigint      NOT NULL,
  missed          bigint      NOT NULL DEFAULT 0,
  failures        integer     NOT NULL DEFAULT 0,
  next_attempt_at timestamptz NOT NULL,
  last_success_at timestamptz,
  last_failure_at timestamptz,
  last_failure    text,
  PRIMARY KEY (org_id, id)
);
COMMENT ON TABLE webhook IS 'Where organizations want to hear of events. A sender locks the row while it delivers.';
COMMENT ON COLUMN webhook.org_id IS 'The organization.';
COMMENT ON COLUMN webhook.id IS 'The webhook.';
COMMENT ON COLUMN webhook.url IS 'Where events are posted to.';
COMMENT ON COLUMN webhook.kinds IS 'Of what; null for everything.';
COMMENT ON COLUMN webhook.active IS 'Whether events are sent.';
COMMENT ON COLUMN webhook.secret IS 'What messages are signed with; never shown.';
COMMENT ON COLUMN webhook.delivered IS 'The number of the last event that was delivered, or was of no interest.';
COMMENT ON COLUMN webhook.missed IS 'How many events were removed before they could be delivered.';
COMMENT ON COLUMN webhook.failures IS 'How many deliveries in a row have failed.';
COMMENT ON COLUMN webhook.next_attempt_at IS 'Not before.';
COMMENT ON COLUMN webhook.last_success_at IS 'When a delivery went well last.';
COMMENT ON COLUMN webhook.last_failure_at IS 'When one failed last.';
COMMENT ON COLUMN webhook.last_failure IS 'Why.';
