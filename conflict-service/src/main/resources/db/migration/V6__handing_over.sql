-- Errors can be handed over, commented, settled with one's own rights, and removed when they are old.
ALTER TABLE sync_error ADD COLUMN assigned_to uuid;
ALTER TABLE sync_error ADD COLUMN assigned_with_values boolean NOT NULL DEFAULT false;
ALTER TABLE sync_error ADD COLUMN settled_at timestamptz;
UPDATE sync_error e SET settled_at = coalesce(r.outcome_at, e.failed_at)
FROM sync_error_resolution r
WHERE e.state = 'resolved' AND r.org_id = e.org_id AND r.id = e.resolution_id;
CREATE INDEX sync_error_assigned ON sync_error (org_id, assigned_to, failed_at DESC, id DESC)
  WHERE assigned_to IS NOT NULL;
CREATE INDEX sync_error_settled ON sync_error (org_id, settled_at) WHERE settled_at IS NOT NULL;
COMMENT ON COLUMN sync_error.assigned_to IS 'Who was asked to settle it; null when nobody was.';
COMMENT ON COLUMN sync_error.assigned_with_values IS 'Whether he sees values: who asked him saw them.';
COMMENT ON COLUMN sync_error.settled_at IS 'When it was settled for good; what retention goes by.';

ALTER TABLE sync_error_resolution ADD COLUMN on_own_behalf boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN sync_error_resolution.on_own_behalf IS 'Whether the action is applied with the rights of who decided.';

CREATE TABLE sync_error_comment (
  org_id      uuid        NOT NULL,
  id          uuid        NOT NULL,
  error_id    uuid        NOT NULL,
  kind        text        NOT NULL CHECK (kind IN ('comment', 'assignment')),
  body        text,
  assigned_to uuid,
  written_by  uuid        NOT NULL,
  written_at  timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, error_id) REFERENCES sync_error (org_id, id)
);
CREATE INDEX sync_error_comment_of_error ON sync_error_comment (org_id, error_id, written_at, id);
COMMENT ON TABLE sync_error_comment IS 'What was said about errors, and who was asked to settle them; never changed.';
COMMENT ON COLUMN sync_error_comment.org_id IS 'The organization.';
COMMENT ON COLUMN sync_error_comment.id IS 'The comment.';
COMMENT ON COLUMN sync_error_comment.error_id IS 'The sync error.';
COMMENT ON COLUMN sync_error_comment.kind IS 'As the contract''s CommentKind says.';
COMMENT ON COLUMN sync_error_comment.body IS 'The words.';
COMMENT ON COLUMN sync_error_comment.assigned_to IS 'Of an assignment: to whom; null when nobody is asked any more.';
COMMENT ON COLUMN sync_error_comment.written_by IS 'The user who wrote it.';
COMMENT ON COLUMN sync_error_comment.written_at IS 'When.';
