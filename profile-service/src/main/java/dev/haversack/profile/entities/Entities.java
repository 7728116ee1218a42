package dev.haversack.profile.entities;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Organization;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.answers.Page;
import dev.haversack.profile.answers.Preconditions;
import dev.haversack.profile.answers.Stored;
import dev.haversack.profile.answers.Versioned;
import dev.haversack.profile.feed.Change;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.filters.CallerConditions;
import dev.haversack.profile.filters.FilterRules;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import dev.haversack.profile.organization.OrganizationSetup;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads and changes entity metadata. */
@Singleton
public class Entities implements OrganizationSetup {

  private final Changes changes;
  private final BuiltInEntities builtIns;
  private final EntityInUse inUse;

  Entities(Changes changes, BuiltInEntities builtIns, EntityInUse inUse) {
    this.changes = changes;
    this.builtIns = builtIns;
    this.inUse = inUse;
  }

  /** All entities of an organization by name. */
  @Transactional
  public Map<String, EntityMetadata> byName(UUID organizationId) {
    Map<String, EntityMetadata> all = new LinkedHashMap<>();
    EntityRow.all(organizationId).forEach(row -> all.put(row.logicalName, row.metadata));
    return all;
  }

  @Override
  public void setUp(Change change, Organization organization) {
    builtIns.all().forEach(entity -> create(change, entity));
  }

  /** All organizations. */
  @Transactional
  List<UUID> organizations() {
    return EntityRow.organizations();
  }

  /** Whether an organization does not have all built-in entities, or attributes of them. */
  @Transactional
  boolean isIncomplete(UUID organizationId) {
    return !missing(organizationId).isEmpty();
  }

  /**
   * Adds the built-in entities, and attributes of them, that an organization does not have. What it
   * has made itself under such a name stays its own.
   *
   * @return how many entities were added or changed
   */
  @Transactional
  int addMissing(UUID organizationId) {
    Change change = changes.begin(organizationId);
    List<EntityMetadata> missing = missing(organizationId);
    for (EntityMetadata entity : missing) {
      @Nullable EntityRow row = EntityRow.of(organizationId, entity.logicalName());
      if (row == null) {
        create(change, entity);
      } else {
        store(change, row, entity);
      }
    }
    return missing.size();
  }

  private List<EntityMetadata> missing(UUID organizationId) {
    Map<String, EntityMetadata> present = byName(organizationId);
    List<EntityMetadata> missing = new ArrayList<>();
    for (EntityMetadata builtIn : builtIns.all()) {
      EntityMetadata before = present.get(builtIn.logicalName());
      EntityMetadata after =
          before == null ? builtIn : EntityDefinition.withMissing(before, builtIn);
      if (!after.equals(before)) {
        missing.add(after);
      }
    }
    return missing;
  }

  @Transactional
  Page<EntityMetadata> list(UUID organizationId, int limit, @Nullable String cursor) {
    String after = Objects.requireNonNullElse(Page.after(cursor), "");
    return Page.of(
        EntityRow.page(organizationId, after, limit),
        limit,
        row -> row.metadata,
        row -> row.logicalName);
  }

  @Transactional
  Versioned<EntityMetadata> read(UUID organizationId, String name) {
    EntityRow row = existing(organizationId, name);
    return new Versioned<>(row.metadata, row.version);
  }

  @Transactional
  Stored<EntityMetadata> put(
      UUID organizationId, String name, EntityMetadata sent, @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    @Nullable EntityRow row = EntityRow.of(organizationId, name);
    Preconditions.check(ifMatch, row == null ? null : row.version);
    EntityMetadata next = validated(organizationId, name, sent, row == null ? null : row.metadata);
    if (row == null) {
      return new Stored<>(next, create(change, next), true);
    }
    inUse.refuseRemoval(organizationId, row.metadata, next);
    inUse.refuseDisabling(organizationId, row.metadata, next);
    store(change, row, next);
    return new Stored<>(next, row.version, false);
  }

  @Transactional
  Stored<EntityMetadata> putOffline(
      UUID organizationId, String name, OfflineSettings settings, @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    EntityRow row = existing(organizationId, name);
    Preconditions.check(ifMatch, row.version);
    EntityMetadata next = row.metadata.withOffline(settings);
    Findings findings = new Findings();
    checkFilter(organizationId, next, "organizationFilter", findings);
    findings.refuse(ProblemCode.INVALID_FILTER, "The organization filter cannot be used.");
    Findings policies = new Findings();
    PolicyRules.check(next, "attributePolicies", policies);
    policies.refuse(ProblemCode.VALIDATION_FAILED, "The policies cannot be used.");
    inUse.refuseDisabling(organizationId, row.metadata, next);
    store(change, row, next);
    return new Stored<>(next, row.version, false);
  }

  @Transactional
  void delete(UUID organizationId, String name, @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    EntityRow row = existing(organizationId, name);
    Preconditions.check(ifMatch, row.version);
    if (!row.metadata.custom()) {
      throw ProblemException.of(
          ProblemCode.CONFLICT, "The built-in entity " + name + " cannot be deleted.");
    }
    inUse.refuseDelete(organizationId, name);
    row.delete();
    change.remove(FeedKind.ENTITY, name);
  }

  private EntityMetadata validated(
      UUID organizationId, String name, EntityMetadata sent, @Nullable EntityMetadata present) {
    Findings findings = new Findings();
    if (!sent.logicalName().equals(name)) {
      findings.error("logicalName", FindingCode.ID_MISMATCH, "The path says " + name + ".");
    }
    EntityDefinition definition =
        EntityDefinition.of(sent, builtIn(name, present), present, builtIns.common());
    new EntityRules(definition.result(), present, definition.fixed(), findings)
        .check(with(organizationId, definition.result()));
    checkFilter(organizationId, definition.result(), "offline.organizationFilter", findings);
    findings.refuse(ProblemCode.VALIDATION_FAILED, "The entity cannot be stored like this.");
    return definition.result();
  }

  /** An organization's own entity stays one when a later version brings another of its name. */
  private @Nullable EntityMetadata builtIn(String name, @Nullable EntityMetadata present) {
    return present != null && present.custom() ? null : builtIns.find(name).orElse(null);
  }

  private void checkFilter(
      UUID organizationId, EntityMetadata entity, String path, Findings findings) {
    var filter = entity.offline().organizationFilter();
    if (filter != null) {
      new FilterRules(entity, with(organizationId, entity), CallerConditions.REFUSED, findings)
          .check(filter, path);
    }
  }

  /** All entities, with one of them as it would be. */
  private Map<String, EntityMetadata> with(UUID organizationId, EntityMetadata entity) {
    Map<String, EntityMetadata> all = byName(organizationId);
    all.put(entity.logicalName(), entity);
    return all;
  }

  private static long create(Change change, EntityMetadata entity) {
    EntityRow row = new EntityRow();
    row.orgId = change.organizationId();
    row.logicalName = entity.logicalName();
    store(change, row, entity);
    row.persist();
    return row.version;
  }

  private static void store(Change change, EntityRow row, EntityMetadata next) {
    row.metadata = next;
    row.version = change.put(FeedKind.ENTITY, row.logicalName, next);
  }

  private static EntityRow existing(UUID organizationId, String name) {
    EntityRow row = EntityRow.of(organizationId, name);
    if (row == null) {
      throw ProblemException.of(ProblemCode.NOT_FOUND, "There is no entity \"" + name + "\".");
    }
    return row;
  }
}
