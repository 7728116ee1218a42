package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Choice;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules of an organization's own activities; section 5.2 of the facts. */
final class ActivityRules {

  /** Open, completed and canceled: what happens to activities knows them by these values. */
  private static final Set<Integer> STATES = Set.of(0, 1, 2);

  private final EntityMetadata next;
  private final @Nullable EntityMetadata present;
  private final Findings findings;

  ActivityRules(EntityMetadata next, @Nullable EntityMetadata present, Findings findings) {
    this.next = next;
    this.present = present;
    this.findings = findings;
  }

  void check() {
    if (!next.custom()) {
      return;
    }
    if (present != null && present.activity() != next.activity()) {
      findings.error(
          "activity",
          FindingCode.ACTIVITY_CHANGED,
          "Whether records are activities is chosen once: what is completed is read-only.");
    }
    if (next.activity()) {
      isNothingElse();
      regardsSomething();
      hasStates();
    }
  }

  private void isNothingElse() {
    if (next.processFlow() != null || next.intersect()) {
      findings.error(
          "activity",
          FindingCode.PROPERTY_NOT_ALLOWED,
          "Instances of processes and pairs are no activities.");
    }
  }

  private void regardsSomething() {
    if (attribute(EntityMetadata.REGARDING)
        .filter(a -> a.type() == AttributeType.LOOKUP)
        .isEmpty()) {
      findings.error(
          "attributes",
          FindingCode.NOT_AN_ACTIVITY,
          "An activity needs the lookup " + EntityMetadata.REGARDING + ": what it is about.");
    }
  }

  private void hasStates() {
    Set<Integer> states =
        attribute("statecode").map(Attribute::choices).stream()
            .flatMap(List::stream)
            .map(Choice::value)
            .collect(Collectors.toSet());
    Set<Integer> withReason =
        attribute("statuscode").map(Attribute::choices).stream()
            .flatMap(List::stream)
            .map(Choice::state)
            .collect(Collectors.toSet());
    if (!states.containsAll(STATES) || !withReason.containsAll(STATES)) {
      findings.error(
          "attributes",
          FindingCode.NOT_AN_ACTIVITY,
          "The states of an activity include 0 (open), 1 (completed) and 2 (canceled), each with a status reason.");
    }
  }

  private Optional<Attribute> attribute(String name) {
    return next.attributes().stream()
        .filter(a -> Objects.equals(a.logicalName(), name))
        .findFirst();
  }
}
