package dev.haversack.dataset.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.RecordHistory;
import dev.haversack.contract.model.RecordStep;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.records.Permissions;
import dev.haversack.dataset.records.RecordAccess;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordPlanner;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.RecordService;
import dev.haversack.dataset.records.RecordService.Author;
import dev.haversack.dataset.records.RecordStore;
import dev.haversack.dataset.records.UserPermissions;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The history of single records, for those who may read them. */
@ApplicationScoped
class Histories {

  private final Steps steps;
  private final RecordStore store;
  private final RecordService records;

  Histories(Steps steps, RecordStore store, RecordService records) {
    this.steps = steps;
    this.store = store;
    this.records = records;
  }

  /**
   * One page.
   *
   * @param before only what came before this version
   * @throws ProblemException {@code not-found} for a record that the author does not see
   */
  RecordHistory page(
      OrganizationModel organization, Author by, RecordKey key, long before, int limit) {
    EntityModel entity = RecordPlanner.known(organization, key.entity());
    requireVisible(organization, by, key);
    List<RecordStep> found =
        new ArrayList<>(steps.page(organization.organizationId(), key, before, limit + 1));
    boolean more = found.size() > limit;
    List<RecordStep> page = more ? found.subList(0, limit) : found;
    page.forEach(step -> step.before().remove(hidden(entity, by, step.before())));
    return new RecordHistory(page, more ? page.getLast().version() : null);
  }

  /**
   * Brings back what a version overwrote.
   *
   * @param ifMatch the present state that the author saw; null for any
   * @throws ProblemException {@code not-found} when there is no such step, and as a create or
   *     update of the author would be refused
   */
  RecordRow restore(
      OrganizationModel organization,
      Author by,
      RecordKey key,
      long version,
      @Nullable String ifMatch) {
    EntityModel entity = RecordPlanner.writable(organization, key.entity());
    requireVisible(organization, by, key);
    if (entity.processFlow().isPresent()) {
      throw ProblemException.of(
          ProblemCode.CONFLICT,
          "An instance of a process goes back by the commands for its stages, and is begun anew.");
    }
    UUID organizationId = organization.organizationId();
    RecordStep step =
        steps
            .find(organizationId, key, version)
            .orElseThrow(() ->
                ProblemException.of(
                    ProblemCode.NOT_FOUND, "No update or deletion made this version."));
    ObjectNode values = settable(entity, by, step.before());
    return step.operation() == Operation.DELETE
        ? records.create(organizationId, by, key.entity(), new NewRecord(key.id(), values))
        : records.update(organizationId, by, key, values, ifMatch);
  }

  /** What is secured, and what the entity has no more: that may have been secured as well. */
  private static List<String> hidden(EntityModel entity, Author by, ObjectNode before) {
    return by.isAdmin()
        ? List.of()
        : before.properties().stream()
            .map(Map.Entry::getKey)
            .filter(name -> entity.attribute(name).isEmpty() || entity.secured().contains(name))
            .toList();
  }

  /** What is there can be read, or could be when it was deleted. */
  private void requireVisible(OrganizationModel organization, Author by, RecordKey key) {
    Permissions permissions = by.permissions(organization);
    permissions.mayUseEntity(key.entity(), Permissions.Use.READ);
    RecordRow row =
        store
            .find(organization.organizationId(), key)
            .or(() ->
                steps.page(organization.organizationId(), key, Long.MAX_VALUE, 1).stream()
                    .findFirst()
                    .filter(step -> step.operation() == Operation.DELETE)
                    .map(step -> deleted(organization, key, step)))
            .orElseThrow(() -> UserPermissions.absent(key));
    permissions.maySee(row);
  }

  private static RecordRow deleted(OrganizationModel organization, RecordKey key, RecordStep step) {
    UUID owner = id(step.before().get(EntityModel.OWNER));
    UUID unit =
        owner == null
            ? id(step.before().get("owningbusinessunit"))
            : organization.directory().businessUnitOfOwner(owner);
    return new RecordRow(
        key, step.version(), new RecordAccess(owner, unit), step.before().deepCopy());
  }

  private static @Nullable UUID id(@Nullable JsonNode value) {
    return value == null || !value.isTextual() ? null : UUID.fromString(value.textValue());
  }

  /** What can be set: not what the server keeps, nor what the entity does not have any more. */
  private static ObjectNode settable(EntityModel entity, Author by, ObjectNode before) {
    ObjectNode values = before.deepCopy();
    for (Map.Entry<String, JsonNode> field : before.properties()) {
      boolean mayBeSet =
          entity
              .attribute(field.getKey())
              .filter(attribute -> !attribute.system())
              .filter(attribute -> by.isAdmin() || !isSecured(entity, attribute))
              .isPresent();
      if (!mayBeSet) {
        values.remove(field.getKey());
      }
    }
    return values;
  }

  private static boolean isSecured(EntityModel entity, Attribute attribute) {
    return entity.secured().contains(attribute.logicalName());
  }
}
