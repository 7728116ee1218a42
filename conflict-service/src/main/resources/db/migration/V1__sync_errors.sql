-- Sync errors, every attempt that failed, and every decision about one.
CREATE TABLE sync_error (
  org_id        uuid        NOT NULL,
  id            uuid        NOT NULL,
  version       bigint      NOT NULL,
  state         text        NOT NULL CHECK (state IN ('active', 'resolving', 'resolved')),
  attempt       integer     NOT NULL CHECK (attempt > 0),
  resolution_id uuid,
  user_id       uuid        NOT NULL,
  device_id     uuid        NOT NULL,
  entity        text        NOT NULL,
  record_id     uuid        NOT NULL,
  type          text        NOT NULL CHECK (type IN ('conflict', 'record-not-found', 'record-already-exists', 'other')),
  failed_at     timestamptz NOT NULL,
  PRIMARY KEY (org_id, id),
  CHECK ((state = 'active') = (resolution_id IS NULL))
);
CREATE INDEX sync_error_newest ON sync_error (org_id, failed_at DESC, id DESC);
CREATE INDEX sync_error_newest_of_user ON sync_error (org_id, user_id, failed_at DESC, id DESC);
CREATE INDEX sync_error_of_record ON sync_error (org_id, record_id);
COMMENT ON TABLE sync_error IS 'Failed actions as they stand now; one row for each action that ever failed.';
COMMENT ON COLUMN sync_error.org_id IS 'The organization.';
COMMENT ON COLUMN sync_error.id IS 'The failed action''s id.';
COMMENT ON COLUMN sync_error.version IS 'Rises with every change of the row; the ETag.';
COMMENT ON COLUMN sync_error.state IS 'Where it stands, as the contract''s SyncErrorState says.';
COMMENT ON COLUMN sync_error.attempt IS 'The latest attempt that is known to have failed.';
COMMENT ON COLUMN sync_error.resolution_id IS 'The decision about that attempt that counts; null while there is none.';
COMMENT ON COLUMN sync_error.user_id IS 'Whose action it is.';
COMMENT ON COLUMN sync_error.device_id IS 'The device that uploaded the action.';
COMMENT ON COLUMN sync_error.entity IS 'The logical name of the record''s entity.';
COMMENT ON COLUMN sync_error.record_id IS 'The record that the action is about.';
COMMENT ON COLUMN sync_error.type IS 'The latest attempt''s kind of failure; here as well because lists are filtered by it.';
COMMENT ON COLUMN sync_error.failed_at IS 'When the latest attempt failed; here as well because lists are sorted by it.';

CREATE TABLE sync_error_attempt (
  org_id       uuid        NOT NULL,
  error_id     uuid        NOT NULL,
  attempt      integer     NOT NULL,
  failed_at    timestamptz NOT NULL,
  operation    text        NOT NULL CHECK (operation IN ('create', 'update', 'delete')),
  attributes   jsonb,
  base_version bigint,
  failure      jsonb       NOT NULL,
  PRIMARY KEY (org_id, error_id, attempt),
  FOREIGN KEY (org_id, error_id) REFERENCES sync_error (org_id, id)
);
COMMENT ON TABLE sync_error_attempt IS 'Every attempt that was reported as failed, as it was reported; never changed.';
COMMENT ON COLUMN sync_error_attempt.org_id IS 'The organization.';
COMMENT ON COLUMN sync_error_attempt.error_id IS 'The sync error.';
COMMENT ON COLUMN sync_error_attempt.attempt IS 'How often the action had been tried.';
COMMENT ON COLUMN sync_error_attempt.failed_at IS 'When it failed.';
COMMENT ON COLUMN sync_error_attempt.operation IS 'What the action was to do; a resubmission may change it.';
COMMENT ON COLUMN sync_error_attempt.attributes IS 'What the action carried (mine); null when it carried none.';
COMMENT ON COLUMN sync_error_attempt.base_version IS 'The version that it built on; null when it named none.';
COMMENT ON COLUMN sync_error_attempt.failure IS 'Why it failed, with base and theirs: the contract''s ApplyFailure.';

CREATE TABLE sync_error_resolution (
  org_id         uuid        NOT NULL,
  id             uuid        NOT NULL,
  error_id       uuid        NOT NULL,
  attempt        integer     NOT NULL,
  resolution     text        NOT NULL CHECK (resolution IN ('keep-mine', 'keep-theirs', 'merge', 'resubmit', 'discard')),
  operation      text        CHECK (operation IN ('create', 'update', 'delete')),
  attributes     jsonb,
  reason         text,
  resolved_by    uuid        NOT NULL,
  resolved_at    timestamptz NOT NULL,
  outcome        text        CHECK (outcome IN ('applied', 'merged', 'discarded', 'failed', 'refused')),
  outcome_at     timestamptz,
  record_version bigint,
  refusal_code   text,
  refusal_detail text,
  PRIMARY KEY (org_id, id),
  FOREIGN KEY (org_id, error_id, attempt) REFERENCES sync_error_attempt (org_id, error_id, attempt),
  CHECK ((outcome IS NULL) = (outcome_at IS NULL)),
  CHECK ((outcome IS NOT DISTINCT FROM 'refused') = (refusal_code IS NOT NULL)),
  CHECK ((refusal_code IS NULL) = (refusal_detail IS NULL))
);
-- One attempt is decided about once, whoever comes at the same time; a decision that was refused leaves it undecided.
CREATE UNIQUE INDEX sync_error_resolution_once ON sync_error_resolution (org_id, error_id, attempt)
  WHERE outcome IS DISTINCT FROM 'refused';
CREATE INDEX sync_error_resolution_of_error ON sync_error_resolution (org_id, error_id);
COMMENT ON TABLE sync_error_resolution IS 'Every decision: who, when, why, and what became of it. The audit trail; only what became of it is filled in later.';
COMMENT ON COLUMN sync_error_resolution.org_id IS 'The organization.';
COMMENT ON COLUMN sync_error_resolution.id IS 'The decision.';
COMMENT ON COLUMN sync_error_resolution.error_id IS 'The sync error.';
COMMENT ON COLUMN sync_error_resolution.attempt IS 'The attempt that was decided about.';
COMMENT ON COLUMN sync_error_resolution.resolution IS 'What was decided, as the contract''s Resolution says.';
COMMENT ON COLUMN sync_error_resolution.operation IS 'What the action does from then on; null where that was not changed.';
COMMENT ON COLUMN sync_error_resolution.attributes IS 'What the action carries from then on; null where that was not changed.';
COMMENT ON COLUMN sync_error_resolution.reason IS 'Why, in the words of the person who decided.';
COMMENT ON COLUMN sync_error_resolution.resolved_by IS 'The user who decided.';
COMMENT ON COLUMN sync_error_resolution.resolved_at IS 'When.';
COMMENT ON COLUMN sync_error_resolution.outcome IS 'What became of it, as the contract''s ResolutionOutcome says; null until known.';
COMMENT ON COLUMN sync_error_resolution.outcome_at IS 'When that was.';
COMMENT ON COLUMN sync_error_resolution.record_version IS 'The record''s version afterwards, where the action was applied.';
COMMENT ON COLUMN sync_error_resolution.refusal_code IS 'Where it was refused: the code of replay-service''s problem document, or http- and the status.';
COMMENT ON COLUMN sync_error_resolution.refusal_detail IS 'Where it was refused: why, in words.';
