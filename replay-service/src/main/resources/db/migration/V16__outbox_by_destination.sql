-- Each destination looks for its own messages: those of another, however many wait, are not in its way.
CREATE INDEX outbox_due_by_destination ON outbox (destination, next_attempt_at, message_id);
DROP INDEX outbox_due;
