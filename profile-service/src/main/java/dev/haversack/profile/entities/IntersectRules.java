package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.Ownership;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The rules of entities whose records are the pairs of a many-to-many relationship. */
final class IntersectRules {

  private final EntityMetadata next;
  private final @Nullable EntityMetadata present;
  private final Findings findings;

  IntersectRules(EntityMetadata next, @Nullable EntityMetadata present, Findings findings) {
    this.next = next;
    this.present = present;
    this.findings = findings;
  }

  void check() {
    if (present != null
        && (present.intersect() != next.intersect()
            || (next.intersect() && !lookups(present).equals(lookups(next))))) {
      findings.error(
          "intersect",
          FindingCode.INTERSECT_CHANGED,
          "Whether records are pairs, and of what, is chosen once: their ids follow from it.");
    }
    if (next.intersect()) {
      pairs();
    }
  }

  private void pairs() {
    if (!next.custom() || next.processFlow() != null) {
      findings.error(
          "intersect",
          FindingCode.PROPERTY_NOT_ALLOWED,
          "Records of built-in entities and instances of processes are no pairs.");
    }
    if (next.ownership() != Ownership.NONE) {
      findings.error(
          "ownership", FindingCode.NOT_A_PAIR, "Nobody owns a pair: the ownership is \"none\".");
    }
    List<Attribute> needed =
        next.attributes().stream().filter(a -> a.required() && !a.system()).toList();
    List<Attribute> lookups = next.pairLookups();
    boolean onePlace = lookups.stream().allMatch(lookup -> targets(lookup).size() == 1);
    if (lookups.size() != 2 || needed.size() != 2 || !onePlace) {
      findings.error(
          "attributes",
          FindingCode.NOT_A_PAIR,
          "A pair has exactly two required attributes: two lookups with one target each.");
    }
  }

  private static List<String> lookups(EntityMetadata entity) {
    return entity.pairLookups().stream()
        .map(lookup ->
            lookup.logicalName() + targets(lookup).stream().map(LookupTarget::entity).toList())
        .toList();
  }

  private static List<LookupTarget> targets(Attribute lookup) {
    return Objects.requireNonNullElse(lookup.targets(), List.of());
  }
}
