package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Choice;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.platform.problem.ProblemCode;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** State and status belong together: each status reason belongs to one state. */
final class StatusPairs {

  private StatusPairs() {}

  /**
   * Fills in what was not sent: for a new record the first state; with a new state its first
   * status; and finds a status that is not of the state.
   */
  static void complete(EntityModel entity, CheckedValues checked, @Nullable ObjectNode present) {
    Attribute state = ofType(entity, AttributeType.STATE);
    Attribute status = ofType(entity, AttributeType.STATUS);
    if (state == null || status == null || isUntouched(checked, present, state, status)) {
      return;
    }
    ObjectNode values = checked.values();
    Integer newStatus = number(values, status);
    Integer newState = number(values, state);
    if (newState == null && present != null) {
      newState = number(present, state);
    }
    if (newState == null) {
      newState =
          newStatus == null ? firstOf(state) : stateOf(status, newStatus).orElse(firstOf(state));
    }
    if (newStatus == null && present != null && !values.has(state.logicalName())) {
      newStatus = number(present, status);
    }
    if (newStatus == null) {
      newStatus = statusFor(status, newState, present);
    }
    if (newState == null || newStatus == null) {
      return;
    }
    if (!stateOf(status, newStatus).equals(Optional.of(newState))) {
      checked
          .findings()
          .add(
              Findings.of(
                  status.logicalName(),
                  ProblemCode.INVALID_STATE,
                  "The status belongs to another state; allowed with state "
                      + newState
                      + " are "
                      + statusesOf(status, newState)
                      + "."));
    }
    values.put(state.logicalName(), newState);
    values.put(status.logicalName(), newStatus);
  }

  /** The state that values set: themselves, or by a status that belongs to it. */
  static OptionalInt stateIn(EntityModel entity, ObjectNode values) {
    Attribute state = ofType(entity, AttributeType.STATE);
    Attribute status = ofType(entity, AttributeType.STATUS);
    Integer number = state == null ? null : number(values, state);
    Integer reason = status == null ? null : number(values, status);
    if (number == null && status != null && reason != null) {
      number = stateOf(status, reason).orElse(null);
    }
    return number == null ? OptionalInt.empty() : OptionalInt.of(number);
  }

  private static boolean isUntouched(
      CheckedValues checked, @Nullable ObjectNode present, Attribute state, Attribute status) {
    return present != null
        && !checked.values().has(state.logicalName())
        && !checked.values().has(status.logicalName());
  }

  /** Keeps the present status where it fits the state. */
  private static @Nullable Integer statusFor(
      Attribute status, @Nullable Integer state, @Nullable ObjectNode present) {
    if (state == null) {
      return null;
    }
    List<Integer> fitting = statusesOf(status, state);
    Integer now = present == null ? null : number(present, status);
    if (now != null && fitting.contains(now)) {
      return now;
    }
    return fitting.isEmpty() ? null : fitting.getFirst();
  }

  private static List<Integer> statusesOf(Attribute status, Integer state) {
    return choices(status).stream()
        .filter(c -> state.equals(c.state()))
        .map(Choice::value)
        .toList();
  }

  private static Optional<Integer> stateOf(Attribute status, Integer value) {
    return choices(status).stream()
        .filter(c -> c.value().equals(value))
        .findFirst()
        .map(Choice::state);
  }

  private static @Nullable Integer firstOf(Attribute state) {
    return choices(state).isEmpty() ? null : choices(state).getFirst().value();
  }

  private static List<Choice> choices(Attribute attribute) {
    List<Choice> choices = attribute.choices();
    return choices == null ? List.of() : choices;
  }

  private static @Nullable Attribute ofType(EntityModel entity, AttributeType type) {
    return entity.attributes().values().stream()
        .filter(a -> a.type() == type)
        .findFirst()
        .orElse(null);
  }

  private static @Nullable Integer number(ObjectNode values, Attribute attribute) {
    JsonNode value = values.get(attribute.logicalName());
    return Values.isAbsent(value) ? null : Integer.valueOf(value.intValue());
  }
}
