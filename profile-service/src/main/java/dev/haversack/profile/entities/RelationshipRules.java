package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An association names a relationship and a direction: of either entity that a relationship joins,
 * no other one may have its name. What was there before this rule stays.
 */
final class RelationshipRules {

  private final EntityMetadata next;
  private final Set<Relationship> before;
  private final Map<String, EntityMetadata> entities;
  private final Findings findings;

  private record Relationship(String child, String attribute, String parent, String name) {

    private boolean isMistakenFor(Relationship other) {
      return name.equals(other.name) && (child.equals(other.child) || parent.equals(other.parent));
    }
  }

  RelationshipRules(
      EntityMetadata next,
      @Nullable EntityMetadata present,
      Map<String, EntityMetadata> entities,
      Findings findings) {
    this.next = next;
    this.before = new HashSet<>(present == null ? List.of() : of(present).toList());
    this.entities = entities;
    this.findings = findings;
  }

  void check() {
    List<Relationship> known =
        new ArrayList<>(
            entities.values().stream()
                .filter(entity -> !entity.logicalName().equals(next.logicalName()))
                .flatMap(RelationshipRules::of)
                .toList());
    known.addAll(before.stream().filter(of(next).toList()::contains).toList());
    for (int i = 0; i < next.attributes().size(); i++) {
      List<LookupTarget> targets = targets(next.attributes().get(i));
      for (int j = 0; j < targets.size(); j++) {
        Relationship made = relationship(next, next.attributes().get(i), targets.get(j));
        if (!before.contains(made)) {
          nameIsFree(made, known, "attributes[" + i + "].targets[" + j + "].relationship");
          known.add(made);
        }
      }
    }
  }

  private void nameIsFree(Relationship made, List<Relationship> known, String path) {
    known.stream()
        .filter(made::isMistakenFor)
        .findFirst()
        .ifPresent(other ->
            findings.error(
                path,
                FindingCode.RELATIONSHIP_TAKEN,
                "The relationship from %s of %s to %s has the name already."
                    .formatted(other.attribute, other.child, other.parent)));
  }

  private static Stream<Relationship> of(EntityMetadata entity) {
    return entity.attributes().stream()
        .flatMap(attribute ->
            targets(attribute).stream().map(target -> relationship(entity, attribute, target)));
  }

  private static Relationship relationship(
      EntityMetadata entity, Attribute attribute, LookupTarget target) {
    return new Relationship(
        entity.logicalName(), attribute.logicalName(), target.entity(), target.relationship());
  }

  private static List<LookupTarget> targets(Attribute attribute) {
    return Objects.requireNonNullElse(attribute.targets(), List.of());
  }
}
