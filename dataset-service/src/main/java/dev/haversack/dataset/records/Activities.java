package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Activities: records of something that is to be done, or was. One that is done is read-only,
 * section 5.2 of the facts.
 */
public final class Activities {

  /** Those that every organization has; metadata of before {@code activity} does not say so. */
  private static final Set<String> BUILT_IN =
      Set.of("task", "phonecall", "appointment", "email", "opportunityclose", "incidentresolution");

  private static final Set<Integer> CLOSED = Set.of(1, 2);

  private static final String STATE = "statecode";

  private Activities() {}

  /** Whether records of this entity are activities. */
  public static boolean isActivity(EntityModel entity) {
    EntityMetadata metadata = entity.metadata();
    return metadata.activity() || (!metadata.custom() && BUILT_IN.contains(entity.name()));
  }

  /** Whether they are activities that users work with: those that regard something. */
  public static boolean areWorkedOn(EntityModel entity) {
    return isActivity(entity) && entity.attribute(EntityMetadata.REGARDING).isPresent();
  }

  /** Whether a record is still to be worked on: open, or scheduled. */
  public static boolean isOpen(ObjectNode attributes) {
    return !CLOSED.contains(attributes.path(STATE).asInt(0));
  }

  /**
   * Refuses changes of an activity that is done, but for another owner, and for opening it again.
   *
   * @param before the former values of what changes
   * @param after the record as it would be
   * @throws ProblemException {@code not-open}
   */
  static void checkChange(EntityModel entity, RecordRow row, ObjectNode before, ObjectNode after) {
    if (isActivity(entity)
        && !isOpen(row.attributes())
        && !isOpen(after)
        && before.properties().stream().map(Map.Entry::getKey).anyMatch(n -> !isOfOwner(n))) {
      throw ProblemException.of(
          ProblemCode.NOT_OPEN, "The activity is done; it is read-only unless it is opened again.");
    }
  }

  private static boolean isOfOwner(String attribute) {
    return attribute.startsWith(EntityModel.OWNER) || attribute.equals("owningbusinessunit");
  }

  /** What an activity is about, if it says so. */
  public static @Nullable String regarding(ObjectNode attributes) {
    JsonNode value = attributes.get(EntityMetadata.REGARDING);
    return Values.isAbsent(value) ? null : value.asText();
  }
}
