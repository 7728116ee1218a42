package dev.haversack.profile.views;

import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.SystemView;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.answers.Page;
import dev.haversack.profile.answers.Preconditions;
import dev.haversack.profile.answers.Stored;
import dev.haversack.profile.answers.Versioned;
import dev.haversack.profile.entities.Entities;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and changes system views. */
@Singleton
public class Views {

  private static final String NEXT_VERSION = "SELECT nextval('system_view_version')";

  private final Changes changes;
  private final Entities entities;
  private final EntityManager database;

  Views(Changes changes, Entities entities, EntityManager database) {
    this.changes = changes;
    this.entities = entities;
    this.database = database;
  }

  /** All views of an organization. */
  @Transactional
  public List<SystemView> all(UUID organizationId) {
    return ViewRow.all(organizationId).stream().map(row -> row.content).toList();
  }

  @Transactional
  Page<SystemView> list(
      UUID organizationId, @Nullable String entity, int limit, @Nullable String cursor) {
    return Page.of(
        ViewRow.page(organizationId, entity, Page.afterId(cursor), limit),
        limit,
        row -> row.content,
        row -> row.id.toString());
  }

  @Transactional
  Versioned<SystemView> read(UUID organizationId, UUID id) {
    ViewRow row = existing(organizationId, id);
    return new Versioned<>(row.content, row.version);
  }

  @Transactional
  Stored<SystemView> put(UUID organizationId, UUID id, SystemView sent, @Nullable String ifMatch) {
    changes.begin(organizationId);
    @Nullable ViewRow row = ViewRow.of(organizationId, id);
    Preconditions.check(ifMatch, row == null ? null : row.version);
    SystemView view = validated(organizationId, id, sent, row);
    refuseTakenName(organizationId, id, view);
    refuseSecondDefault(organizationId, id, view);
    ViewRow kept = row == null ? newRow(organizationId, id) : row;
    kept.take(view);
    kept.version = nextVersion();
    if (row == null) {
      kept.persist();
    }
    return new Stored<>(view, kept.version, row == null);
  }

  @Transactional
  void delete(UUID organizationId, UUID id, @Nullable String ifMatch) {
    changes.begin(organizationId);
    ViewRow row = existing(organizationId, id);
    Preconditions.check(ifMatch, row.version);
    row.delete();
  }

  private SystemView validated(
      UUID organizationId, UUID id, SystemView view, @Nullable ViewRow present) {
    Findings findings = new Findings();
    if (!id.equals(view.id())) {
      findings.error("id", FindingCode.ID_MISMATCH, "The path says " + id + ".");
    }
    if (present != null && !present.entity.equals(view.entity())) {
      findings.error(
          "entity", FindingCode.VIEW_ENTITY_CHANGED, "It lists records of " + present.entity + ".");
    }
    SystemView completed =
        new ViewRules(view, entities.byName(organizationId), findings).completed();
    findings.refuse(ProblemCode.VALIDATION_FAILED, "The view cannot be stored like this.");
    return completed;
  }

  private static void refuseTakenName(UUID organizationId, UUID id, SystemView view) {
    ViewRow other = ViewRow.named(organizationId, view.entity(), view.name());
    if (other != null && !other.id.equals(id)) {
      throw taken(
          ProblemCode.DUPLICATE_NAME,
          "name",
          "Another view of %s has the name \"%s\".".formatted(view.entity(), view.name()));
    }
  }

  private static void refuseSecondDefault(UUID organizationId, UUID id, SystemView view) {
    if (!view.isDefault()) {
      return;
    }
    ViewRow other = ViewRow.defaultOf(organizationId, view.entity(), view.kind());
    if (other != null && !other.id.equals(id)) {
      throw taken(
          ProblemCode.CONFLICT,
          "isDefault",
          "The view \"%s\" is the default of its kind; take that from it first."
              .formatted(other.name));
    }
  }

  private static ProblemException taken(ProblemCode code, String field, String message) {
    return ProblemException.of(
        code, message, List.of(new FieldError(field, FindingCode.DUPLICATE.code(), message)));
  }

  /** One sequence for all, so that no version ever comes again. */
  private long nextVersion() {
    return (Long) database.createNativeQuery(NEXT_VERSION, Long.class).getSingleResult();
  }

  private static ViewRow newRow(UUID organizationId, UUID id) {
    ViewRow row = new ViewRow();
    row.orgId = organizationId;
    row.id = id;
    return row;
  }

  private static ViewRow existing(UUID organizationId, UUID id) {
    ViewRow row = ViewRow.of(organizationId, id);
    if (row == null) {
      throw ProblemException.of(ProblemCode.NOT_FOUND, "There is no view " + id + ".");
    }
    return row;
  }
}
