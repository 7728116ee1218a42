-- System views.
CREATE SEQUENCE system_view_version;
COMMENT ON SEQUENCE system_view_version IS 'Versions of views: one sequence for all, so that no entity tag ever comes again.';

CREATE TABLE system_view (
  org_id     uuid    NOT NULL,
  id         uuid    NOT NULL,
  entity     text    NOT NULL,
  name       text    NOT NULL,
  kind       text    NOT NULL,
  is_default boolean NOT NULL,
  content    jsonb   NOT NULL,
  version    bigint  NOT NULL,
  PRIMARY KEY (org_id, id),
  UNIQUE (org_id, entity, name)
);
CREATE UNIQUE INDEX system_view_default ON system_view (org_id, entity, kind) WHERE is_default;
COMMENT ON TABLE system_view IS 'The system views of each organization.';
COMMENT ON COLUMN system_view.org_id IS 'The organization.';
COMMENT ON COLUMN system_view.id IS 'The view.';
COMMENT ON COLUMN system_view.entity IS 'The entity whose records it lists.';
COMMENT ON COLUMN system_view.name IS 'Its name.';
COMMENT ON COLUMN system_view.kind IS 'Where it is shown: the name of a ViewKind.';
COMMENT ON COLUMN system_view.is_default IS 'Whether it is the default of its entity and kind.';
COMMENT ON COLUMN system_view.content IS 'The whole, as the contract''s SystemView.';
COMMENT ON COLUMN system_view.version IS 'Its version; the entity tag is made of it.';
