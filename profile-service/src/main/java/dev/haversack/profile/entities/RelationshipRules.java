package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An association names a relationship and a direction: no two lookups of an entity, and no two
 * lookups to one, may be given the same name. What was there before this rule stays, and the server
 * names the relationships of its own lookups as it does.
 */
final class RelationshipRules {

  private final EntityMetadata next;
  private final Set<Relationship> before;
  private final Set<String> given;
  private final Map<String, EntityMetadata> entities;
  private final Findings findings;

  private record Relationship(String child, String attribute, String parent, String name) {

    private boolean isMistakenFor(Relationship other) {
      return name.equals(other.name) && (child.equals(other.child) || parent.equals(other.parent));
    }
  }

  /**
   * Rules for one change.
   *
   * @param next the entity as it would be
   * @param present the entity as it is; null when it is new
   * @param given the attributes that the server defines
   * @param entities all entities there are
   */
  RelationshipRules(
      EntityMetadata next,
      @Nullable EntityMetadata present,
      Set<String> given,
      Map<String, EntityMetadata> entities,
      Findings findings) {
    this.next = next;
    this.before = present == null ? Set.of() : of(present).collect(Collectors.toSet());
    this.given = given;
    this.entities = entities;
    this.findings = findings;
  }

  void check() {
    Set<Relationship> known = known();
    for (int i = 0; i < next.attributes().size(); i++) {
      List<LookupTarget> targets = targets(next.attributes().get(i));
      for (int j = 0; j < targets.size(); j++) {
        Relationship made = relationship(next, next.attributes().get(i), targets.get(j));
        if (known.add(made)) {
          nameIsFree(made, known, "attributes[" + i + "].targets[" + j + "].relationship");
        }
      }
    }
  }

  /** Those of other entities, and of this one those that it had before or that the server names. */
  private Set<Relationship> known() {
    Stream<Relationship> others =
        entities.values().stream()
            .filter(entity -> !entity.logicalName().equals(next.logicalName()))
            .flatMap(RelationshipRules::of);
    Stream<Relationship> own =
        of(next).filter(made -> before.contains(made) || given.contains(made.attribute));
    return Stream.concat(others, own).collect(Collectors.toCollection(LinkedHashSet::new));
  }

  private void nameIsFree(Relationship made, Set<Relationship> known, String path) {
    known.stream()
        .filter(other -> !other.equals(made) && made.isMistakenFor(other))
        .findFirst()
        .ifPresent(other ->
            findings.error(
                path,
                FindingCode.RELATIONSHIP_TAKEN,
                "The relationship from %s of %s to %s has the name %s already."
                    .formatted(other.attribute, other.child, other.parent, other.name)));
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
