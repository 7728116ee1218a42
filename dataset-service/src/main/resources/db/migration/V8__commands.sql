CREATE TABLE open_child (
    org_id    uuid NOT NULL,
    entity    text NOT NULL,
    record_id uuid NOT NULL,
    parent_id uuid NOT NULL,
    PRIMARY KEY (org_id, entity, record_id)
);
CREATE INDEX open_child_of ON open_child (org_id, parent_id);
COMMENT ON TABLE open_child IS 'Open activities that regard a record, and open cases below a case: what keeps a case from being closed.';
COMMENT ON COLUMN open_child.org_id IS 'The organization.';
COMMENT ON COLUMN open_child.entity IS 'The entity of the open record.';
COMMENT ON COLUMN open_child.record_id IS 'The open record.';
COMMENT ON COLUMN open_child.parent_id IS 'What it regards, or the case above it.';

INSERT INTO open_child (org_id, entity, record_id, parent_id)
SELECT org_id, entity, record_id,
  (attributes ->> CASE entity WHEN 'incident' THEN 'parentcaseid' ELSE 'regardingobjectid' END)::uuid
FROM record
WHERE entity IN ('task', 'phonecall', 'appointment', 'email', 'incident')
  AND coalesce(attributes ->> 'statecode', '0') NOT IN ('1', '2')
  AND attributes ? CASE entity WHEN 'incident' THEN 'parentcaseid' ELSE 'regardingobjectid' END;
