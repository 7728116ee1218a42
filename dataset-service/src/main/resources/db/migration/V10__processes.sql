-- A record has one active instance of each business process flow. Two that begin at the same moment
-- meet here.
ALTER TABLE open_child ADD COLUMN alone boolean NOT NULL DEFAULT false;
CREATE UNIQUE INDEX open_child_alone ON open_child (org_id, entity, parent_id) WHERE alone;
CREATE INDEX open_child_alone_of ON open_child (org_id, parent_id) WHERE alone;
