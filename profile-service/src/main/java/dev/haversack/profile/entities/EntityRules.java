package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that a new or changed entity keeps. */
final class EntityRules {

  private final EntityMetadata next;
  private final @Nullable EntityMetadata present;
  private final Map<String, Attribute> fixed;
  private final Findings findings;

  /**
   * Rules for one change.
   *
   * @param next the entity as it would be
   * @param present the entity as it is; null when it is new
   * @param fixed the attributes that the server defines: built-in and common ones
   */
  EntityRules(
      EntityMetadata next,
      @Nullable EntityMetadata present,
      List<Attribute> fixed,
      Findings findings) {
    this.next = next;
    this.present = present;
    this.fixed = byName(fixed);
    this.findings = findings;
  }

  /** Checks all rules, given all entities there are, this one included as it would be. */
  void check(Map<String, EntityMetadata> entities) {
    ownershipStays();
    primaryName();
    attributes(new AttributeRules(entities.keySet(), next, findings));
    new RelationshipRules(next, present, fixed.keySet(), entities, findings).check();
    new IntersectRules(next, present, findings).check();
    new ActivityRules(next, present, findings).check();
    new ProcessRules(next, present, entities, findings).check();
    fixedStay();
    PolicyRules.check(next, "offline.attributePolicies", findings);
  }

  private void ownershipStays() {
    if (present != null && present.ownership() != next.ownership()) {
      findings.error(
          "ownership",
          FindingCode.OWNERSHIP_CHANGED,
          "Who owns an entity's records is chosen once and cannot change.");
    }
  }

  private void primaryName() {
    Attribute attribute = byName(next.attributes()).get(next.primaryNameAttribute());
    if (attribute == null || attribute.type() != AttributeType.STRING) {
      findings.error(
          "primaryNameAttribute",
          FindingCode.PRIMARY_NAME_UNSUITABLE,
          "It names one of the entity's attributes of type string.");
    } else if (present != null
        && !present.custom()
        && !present.primaryNameAttribute().equals(next.primaryNameAttribute())) {
      findings.error(
          "primaryNameAttribute",
          FindingCode.BUILT_IN_ATTRIBUTE_CHANGED,
          "That of a built-in entity stays " + present.primaryNameAttribute() + ".");
    }
  }

  private void attributes(AttributeRules rules) {
    Map<String, Attribute> before = present == null ? Map.of() : byName(present.attributes());
    Set<String> names = new HashSet<>();
    for (int i = 0; i < next.attributes().size(); i++) {
      Attribute attribute = next.attributes().get(i);
      String path = "attributes[" + i + "]";
      if (!names.add(attribute.logicalName())) {
        findings.error(
            path + ".logicalName",
            FindingCode.DUPLICATE,
            "The attribute " + attribute.logicalName() + " is there twice.");
      }
      rules.secured(attribute, next.primaryNameAttribute(), path);
      rules.cascades(attribute, path);
      typeStays(attribute, before.get(attribute.logicalName()), path);
      if (isFree(attribute)) {
        if (!before.containsKey(attribute.logicalName())) {
          nameIsFree(attribute, path);
        }
        rules.check(attribute, path);
        mayBeAdded(path);
      } else {
        isAsFixed(attribute, path);
      }
    }
  }

  /** Filters know the id of the records by this name. */
  private void nameIsFree(Attribute attribute, String path) {
    if (attribute.logicalName().equals(EntityMetadata.idOf(next.logicalName()))) {
      findings.error(
          path + ".logicalName",
          FindingCode.RESERVED_NAME,
          attribute.logicalName() + " is the name of the id of the records.");
    }
  }

  private void typeStays(Attribute attribute, @Nullable Attribute before, String path) {
    if (before != null && before.type() != attribute.type()) {
      findings.error(
          path + ".type", FindingCode.TYPE_CHANGED, "The type of an attribute cannot change.");
    }
  }

  /** Custom entities have states of their own; everything else that the server defines is fixed. */
  private boolean isFree(Attribute attribute) {
    Attribute definition = fixed.get(attribute.logicalName());
    return definition == null
        || (next.custom()
            && next.processFlow() == null
            && definition.type() == attribute.type()
            && (definition.type() == AttributeType.STATE
                || definition.type() == AttributeType.STATUS));
  }

  /**
   * But whether it is secured or hands on shares, which is for the organization to say, except of
   * the server's own.
   */
  private void isAsFixed(Attribute attribute, String path) {
    Attribute definition = fixed.get(attribute.logicalName());
    boolean secures = attribute.secured() && !attribute.system();
    if (definition == null
        || !attribute
            .withPlainTargets()
            .equals(definition.withSecured(secures || definition.secured()).withPlainTargets())) {
      findings.error(
          path,
          FindingCode.BUILT_IN_ATTRIBUTE_CHANGED,
          "The server defines " + attribute.logicalName() + "; send it unchanged.");
    }
  }

  private void mayBeAdded(String path) {
    if (next.directory()) {
      findings.error(
          path,
          FindingCode.PROPERTY_NOT_ALLOWED,
          "Records of this entity come from the directory and have no further attributes.");
    }
  }

  private void fixedStay() {
    Set<String> names = byName(next.attributes()).keySet();
    fixed.keySet().stream()
        .filter(name -> !names.contains(name))
        .sorted()
        .forEach(name ->
            findings.error(
                "attributes",
                FindingCode.BUILT_IN_ATTRIBUTE_REMOVED,
                "The built-in attribute " + name + " cannot be removed."));
  }

  private static Map<String, Attribute> byName(List<Attribute> attributes) {
    return attributes.stream()
        .collect(
            Collectors.toMap(
                Attribute::logicalName, Function.identity(), (first, second) -> first));
  }
}
