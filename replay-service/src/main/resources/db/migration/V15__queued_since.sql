-- A failure is told soon; what is only queued still has time then.
ALTER TABLE pin_report ADD COLUMN queued_at timestamptz;
COMMENT ON COLUMN pin_report.queued_at IS 'From when on queued actions are told as well; null while none are known to be queued.';
