COMMENT ON TABLE webhook IS 'Where organizations want to hear of events. A sender takes one by putting off next_attempt_at, and delivers outside of any transaction.';
