package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Ownership;
import dev.haversack.dataset.configuration.DirectoryEntities;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Decides what a change makes of a record: rights, validation, defaults and what the server keeps.
 * Touches no database: what it needs to know is given to it. Refusals are {@link
 * ProblemException}s.
 */
public final class RecordPlanner {

  private static final String CREATED_ON = "createdon";
  private static final String CREATED_BY = "createdby";
  private static final String MODIFIED_ON = "modifiedon";
  private static final String MODIFIED_BY = "modifiedby";
  private static final Set<String> OWNER_ATTRIBUTES =
      Set.of(EntityModel.OWNER, EntityModel.OWNER + "type");
  private static final String OWNING_BUSINESS_UNIT = "owningbusinessunit";

  private final OrganizationModel organization;
  private final Permissions permissions;
  private final UUID userId;
  private final String now;
  private final Targets targets;
  private final OpenRecords open;
  private final LongSupplier versions;

  /**
   * For the changes of one user at one moment.
   *
   * @param targets what lookups may point to
   * @param open what is not done yet below the records that instances of process flows belong to
   * @param versions gives each write its version
   */
  public RecordPlanner(
      OrganizationModel organization,
      Permissions permissions,
      UUID userId,
      Instant now,
      Targets targets,
      OpenRecords open,
      LongSupplier versions) {
    this.organization = organization;
    this.permissions = permissions;
    this.userId = userId;
    this.now = now.truncatedTo(ChronoUnit.MILLIS).toString();
    this.targets = targets;
    this.open = open;
    this.versions = versions;
  }

  /**
   * The entity of this name, if its records can be changed here.
   *
   * @throws ProblemException {@code unknown-entity} or {@code read-only-entity}
   */
  public static EntityModel writable(OrganizationModel organization, String entity) {
    EntityModel model = known(organization, entity);
    if (model.isDirectory()) {
      throw ProblemException.of(
          ProblemCode.READ_ONLY_ENTITY,
          "Records of " + entity + " mirror the directory; change the directory instead.");
    }
    return model;
  }

  /**
   * The entity of this name.
   *
   * @throws ProblemException {@code unknown-entity}
   */
  public static EntityModel known(OrganizationModel organization, String entity) {
    return organization
        .entity(entity)
        .orElseThrow(() ->
            ProblemException.of(
                ProblemCode.UNKNOWN_ENTITY, "There is no entity \"" + entity + "\"."));
  }

  /** Whose rights count. */
  public UUID userId() {
    return userId;
  }

  /** A new record. */
  public RecordWrite.Insert create(EntityModel entity, UUID id, ObjectNode sent) {
    var checks = new Checks();
    boolean mayMakeAny =
        entity.isIntersect()
            || checks.holds(() -> permissions.mayUseEntity(entity.name(), Permissions.Use.CREATE));
    checks.check(() -> checkAttributes(entity, sent));
    var validator = new RecordValidator(entity);
    CheckedValues checked = validator.read(sent);
    giveOwner(entity, checked);
    List<Reference.Resolved> resolved = resolve(checked, null);
    CheckedValues complete = validator.complete(checked, null, resolved, targets);
    checks.check(() -> Findings.raise(complete.findings()));
    ObjectNode attributes = checked.values();
    dropNulls(attributes);
    RecordAccess access = keepAccess(entity, attributes);
    if (mayMakeAny && !entity.isIntersect()) {
      UUID owner = access.ownerId();
      boolean isOthers = owner != null && !owner.equals(userId);
      checks.check(() -> permissions.mayCreate(entity.name(), access, isOthers));
    }
    checks.check(() -> mayPointTo(entity, access, resolved));
    checks.check(() -> Pairs.checkId(entity, id, attributes));
    checks.raise();
    keep(entity, attributes, CREATED_ON, CREATED_BY);
    keep(entity, attributes, MODIFIED_ON, MODIFIED_BY);
    ProcessInstances.begin(entity, attributes, now);
    ProcessInstances.checkAlone(entity, id, null, attributes, open);
    return new RecordWrite.Insert(
        new RecordRow(new RecordKey(entity.name(), id), versions.getAsLong(), access, attributes));
  }

  /**
   * Refuses where no record of an entity may be made, whatever its values.
   *
   * @throws dev.haversack.platform.problem.ProblemException {@code privilege-denied}
   */
  public void mayCreateAny(String entity) {
    permissions.mayUseEntity(entity, Permissions.Use.CREATE);
  }

  private void mayPointTo(
      EntityModel entity, RecordAccess access, List<Reference.Resolved> resolved) {
    if (entity.isIntersect()) {
      permissions.mayAssociate(resolved);
    } else {
      permissions.mayAppend(entity.name(), access, withoutOwner(resolved));
    }
  }

  /** A changed record; empty when nothing of it changes. */
  public Optional<RecordWrite.Update> update(EntityModel entity, RecordRow row, ObjectNode sent) {
    return update(entity, row, sent, JsonNodeFactory.instance.objectNode());
  }

  /**
   * A changed record; empty when nothing of it changes.
   *
   * @param kept what the server sets of what it keeps itself
   */
  public Optional<RecordWrite.Update> update(
      EntityModel entity, RecordRow row, ObjectNode sent, ObjectNode kept) {
    return change(entity, row, sent, kept, mayChange(entity, row));
  }

  /**
   * Refuses an update that would be refused whatever others did to the record meanwhile: for want
   * of rights, or for values that are bad by themselves. Then all that is wrong with it is said.
   */
  public void checkUpdate(EntityModel entity, RecordRow row, ObjectNode sent) {
    Checks checks =
        mayChange(entity, row)
            .check(() -> checkAttributes(entity, sent))
            .check(() -> Findings.raise(new RecordValidator(entity).read(sent).findings()));
    if (!checks.isEmpty()) {
      change(entity, row, sent, JsonNodeFactory.instance.objectNode(), mayChange(entity, row));
    }
    checks.raise();
  }

  /**
   * Whether the record may be changed at all, whatever the change. What the user may not see must
   * look like what is not there: that is refused before all else.
   */
  public Checks mayChange(EntityModel entity, RecordRow row) {
    var checks = new Checks();
    boolean mayChangeAny =
        checks.holds(() -> permissions.mayUseEntity(entity.name(), Permissions.Use.WRITE));
    if (!mayChangeAny && !new Checks().holds(() -> permissions.maySee(row))) {
      checks.raise();
    }
    permissions.maySee(row);
    return mayChangeAny ? checks.check(() -> permissions.mayChange(row)) : checks;
  }

  /**
   * A record with another owner; empty when it is his already.
   *
   * @param sent the attribute {@code ownerid}, perhaps with its companion
   */
  public Optional<RecordWrite.Update> assign(EntityModel entity, RecordRow row, ObjectNode sent) {
    return change(entity, row, sent, JsonNodeFactory.instance.objectNode(), mayAssign(row, sent));
  }

  /** Refuses an assign like {@link #checkUpdate}. */
  public void checkAssign(EntityModel entity, RecordRow row, ObjectNode sent) {
    if (!mayAssign(row, sent).isEmpty()) {
      assign(entity, row, sent);
    }
  }

  /**
   * Refuses values that the record as it is now cannot get from this user: records that are not
   * there or that it must not point to, states that do not fit.
   */
  public void checkValues(EntityModel entity, RecordRow row, ObjectNode sent) {
    var checks = new Checks();
    changed(entity, row, sent, JsonNodeFactory.instance.objectNode(), checks);
    checks.raise();
  }

  private Optional<RecordWrite.Update> change(
      EntityModel entity, RecordRow row, ObjectNode sent, ObjectNode kept, Checks checks) {
    Changed changed = changed(entity, row, sent, kept, checks);
    checks.raise();
    ObjectNode after = changed.after;
    ObjectNode before = changed.before;
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Activities.checkChange(entity, row, before, after);
    Pairs.changed(entity, before);
    ProcessInstances.changed(entity, before, after, now);
    ProcessInstances.checkAlone(entity, row.key().id(), before, after, open);
    dropUnknown(entity, after, before);
    if (before.has(EntityModel.OWNER)) {
      keepFormer(row, before, after, OWNING_BUSINESS_UNIT);
    }
    keep(entity, after, MODIFIED_ON, MODIFIED_BY);
    return Optional.of(
        new RecordWrite.Update(
            new RecordRow(row.key(), versions.getAsLong(), changed.access, after),
            row.version(),
            before));
  }

  /** What values make of a record, and the former ones of those that change. */
  private record Changed(ObjectNode after, ObjectNode before, RecordAccess access) {}

  private Changed changed(
      EntityModel entity, RecordRow row, ObjectNode sent, ObjectNode kept, Checks checks) {
    checks.check(() -> checkAttributes(entity, sent));
    var validator = new RecordValidator(entity);
    CheckedValues checked = validator.read(sent);
    List<Reference.Resolved> resolved = resolve(checked, row.attributes());
    CheckedValues complete = validator.complete(checked, row.attributes(), resolved, targets);
    checks.check(() -> Findings.raise(complete.findings()));
    ObjectNode after = row.attributes().deepCopy();
    ObjectNode before = JsonNodeFactory.instance.objectNode();
    ObjectNode changes = checked.values().setAll(kept);
    for (Map.Entry<String, JsonNode> change : changes.properties()) {
      change(after, before, change.getKey(), change.getValue());
    }
    boolean newOwner = before.has(EntityModel.OWNER);
    RecordAccess access =
        newOwner ? keepAccess(entity, after).sharedAs(row.access()) : row.access();
    if (newOwner) {
      checks.check(() -> permissions.mayAssign(row));
    }
    checks.check(() -> permissions.mayAppend(entity.name(), access, withoutOwner(resolved)));
    return new Changed(after, before, access);
  }

  /** The end of a record. */
  public RecordWrite.Delete delete(EntityModel entity, RecordRow row) {
    checkDelete(entity, row);
    return new RecordWrite.Delete(row, versions.getAsLong());
  }

  /** Whether the record may get another owner, and no more than that is sent. */
  private Checks mayAssign(RecordRow row, ObjectNode sent) {
    permissions.maySee(row);
    return new Checks()
        .check(() -> permissions.mayAssign(row))
        .check(() -> Findings.raise(beyondOwner(sent)));
  }

  private static List<FieldError> beyondOwner(ObjectNode sent) {
    return Stream.concat(
            Values.isAbsent(sent.get(EntityModel.OWNER))
                ? Stream.of(
                    Findings.of(
                        EntityModel.OWNER,
                        ProblemCode.MISSING_REQUIRED,
                        "An assign names the new owner."))
                : Stream.empty(),
            sent.properties().stream()
                .map(Map.Entry::getKey)
                .filter(name -> !OWNER_ATTRIBUTES.contains(name))
                .map(name ->
                    Findings.of(
                        name,
                        ProblemCode.VALIDATION_FAILED,
                        "An assign sets nothing but the owner.")))
        .toList();
  }

  /** Refuses attributes that may not be set. */
  public void checkAttributes(EntityModel entity, ObjectNode sent) {
    permissions.maySet(entity, sent.properties().stream().map(Map.Entry::getKey).toList());
  }

  /** Refuses when the record may not be read. */
  public void checkRead(EntityModel entity, RecordRow row) {
    permissions.mayUseEntity(entity.name(), Permissions.Use.READ);
    permissions.maySee(row);
  }

  /**
   * Refuses when the pair of these records is not the user's to make and to end. A record that is
   * gone is in nobody's way.
   */
  public void checkAssociate(EntityModel entity, ObjectNode attributes) {
    permissions.mayAssociate(resolve(new RecordValidator(entity).read(attributes), null));
  }

  /** Refuses when the record may not be deleted. */
  public void checkDelete(EntityModel entity, RecordRow row) {
    if (entity.isIntersect()) {
      ObjectNode pair = row.attributes().objectNode();
      entity
          .metadata()
          .pairLookups()
          .forEach(
              lookup -> pair.set(lookup.logicalName(), row.attributes().get(lookup.logicalName())));
      checkAssociate(entity, pair);
      return;
    }
    permissions.mayUseEntity(entity.name(), Permissions.Use.DELETE);
    permissions.maySee(row);
    permissions.mayDelete(row);
  }

  /** Unless another owner is sent, the caller owns what he makes. */
  private void giveOwner(EntityModel entity, CheckedValues checked) {
    boolean known = organization.directory().user(userId).isPresent();
    boolean named = checked.references().stream().anyMatch(RecordPlanner::isOwner);
    boolean bad = checked.findings().stream().anyMatch(f -> f.field().equals("attributes.ownerid"));
    if (entity.ownership() == Ownership.USER && known && !named && !bad) {
      checked.values().put(EntityModel.OWNER, userId.toString());
      checked
          .references()
          .add(new Reference(EntityModel.OWNER, userId, List.of(DirectoryEntities.USER)));
    }
  }

  private static boolean isOwner(Reference reference) {
    return reference.attribute().equals(EntityModel.OWNER);
  }

  /** The targets of the lookups that change. */
  private List<Reference.Resolved> resolve(CheckedValues checked, @Nullable ObjectNode present) {
    return checked.references().stream()
        .filter(reference -> !RecordValidator.isUnchanged(reference, present))
        .flatMap(reference -> targets.resolve(reference).stream())
        .toList();
  }

  /** What is wrong with values that name records: those that are not there. */
  public List<FieldError> unknownReferences(CheckedValues checked) {
    return checked.references().stream()
        .filter(reference -> targets.resolve(reference).isEmpty())
        .map(RecordValidator::notFound)
        .toList();
  }

  private static List<Reference.Resolved> withoutOwner(List<Reference.Resolved> resolved) {
    return resolved.stream().filter(r -> !r.attribute().equals(EntityModel.OWNER)).toList();
  }

  /** Who may use the record, and the attribute that shows its business unit. */
  private RecordAccess keepAccess(EntityModel entity, ObjectNode attributes) {
    UUID owner =
        attributes.has(EntityModel.OWNER)
            ? UUID.fromString(attributes.get(EntityModel.OWNER).textValue())
            : null;
    UUID unit =
        switch (entity.ownership()) {
          case USER -> owner == null ? null : organization.directory().businessUnitOfOwner(owner);
          case BUSINESS -> organization.directory().businessUnitOfOwner(userId);
          case ORGANIZATION, NONE -> null;
        };
    if (unit != null && entity.attribute(OWNING_BUSINESS_UNIT).isPresent()) {
      attributes.put(OWNING_BUSINESS_UNIT, unit.toString());
    }
    return new RecordAccess(owner, unit);
  }

  private void keep(EntityModel entity, ObjectNode attributes, String on, String by) {
    if (entity.attribute(on).isPresent()) {
      attributes.put(on, now);
    }
    if (entity.attribute(by).isPresent()) {
      attributes.put(by, userId.toString());
    }
  }

  private static void change(ObjectNode after, ObjectNode before, String name, JsonNode value) {
    JsonNode former = after.get(name);
    if (Values.same(former, value)) {
      return;
    }
    before.set(name, former == null ? JsonNodeFactory.instance.nullNode() : former);
    if (value.isNull()) {
      after.remove(name);
    } else {
      after.set(name, value);
    }
  }

  /** Attributes that left the metadata and that the sweep of the records has not come to yet. */
  private static void dropUnknown(EntityModel entity, ObjectNode after, ObjectNode before) {
    for (String name : after.properties().stream().map(Map.Entry::getKey).toList()) {
      if (entity.attribute(name).isEmpty()) {
        before.set(name, after.remove(name));
      }
    }
  }

  private static void keepFormer(
      RecordRow row, ObjectNode before, ObjectNode after, String attribute) {
    JsonNode former = row.attributes().get(attribute);
    if (!Values.same(former, after.get(attribute))) {
      before.set(attribute, former == null ? JsonNodeFactory.instance.nullNode() : former);
    }
  }

  private static void dropNulls(ObjectNode attributes) {
    attributes.properties().removeIf(field -> field.getValue().isNull());
  }
}
