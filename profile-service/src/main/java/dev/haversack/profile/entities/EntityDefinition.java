package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the entity that a caller sends: the server fills in what it keeps itself.
 *
 * @param result the entity as it would be stored
 * @param fixed the attributes that the server defines
 */
record EntityDefinition(EntityMetadata result, List<Attribute> fixed) {

  /**
   * The definition that the caller's entity makes.
   *
   * @param builtIn null for a custom one
   * @param present as it is stored; null for a new one. An attribute of the organization's own
   *     stays one when a later version brings a built-in attribute of its name
   */
  static EntityDefinition of(
      EntityMetadata sent,
      @Nullable EntityMetadata builtIn,
      @Nullable EntityMetadata present,
      CommonAttributes common) {
    List<Attribute> fixed =
        builtIn == null
            ? common.of(sent)
            : builtIn.attributes().stream().filter(a -> !isTaken(a, present)).toList();
    Set<String> fixedNames = fixed.stream().map(Attribute::logicalName).collect(Collectors.toSet());
    List<Attribute> own =
        sent.attributes().stream()
            .map(a -> fixedNames.contains(a.logicalName()) ? asFixed(a, fixed) : notSystem(a))
            .toList();
    List<Attribute> attributes =
        builtIn == null ? CommonAttributes.with(own, fixed) : CommonAttributes.withCompanions(own);
    return new EntityDefinition(
        new EntityMetadata(
            sent.logicalName(),
            sent.displayName(),
            builtIn == null,
            sent.ownership(),
            sent.primaryNameAttribute(),
            builtIn != null && builtIn.directory(),
            attributes,
            sent.offline(),
            sent.processFlow(),
            sent.intersect(),
            builtIn == null ? sent.activity() : builtIn.activity()),
        fixed);
  }

  /**
   * A stored built-in entity with what it has come to be since: attributes that the organization
   * has not made itself under their name, and whether it is an activity. A custom entity stays as
   * it is.
   */
  static EntityMetadata withMissing(EntityMetadata stored, EntityMetadata builtIn) {
    if (stored.custom()) {
      return stored;
    }
    return new EntityMetadata(
        stored.logicalName(),
        stored.displayName(),
        false,
        stored.ownership(),
        stored.primaryNameAttribute(),
        stored.directory(),
        CommonAttributes.with(stored.attributes(), builtIn.attributes()),
        stored.offline(),
        stored.processFlow(),
        stored.intersect(),
        builtIn.activity());
  }

  private static boolean isTaken(Attribute builtIn, @Nullable EntityMetadata present) {
    return present != null
        && present.attributes().stream()
            .filter(a -> a.logicalName().equals(builtIn.logicalName()))
            .anyMatch(a -> a.type() != builtIn.type() || !leadsTo(a).equals(leadsTo(builtIn)));
  }

  private static Set<String> leadsTo(Attribute lookup) {
    return targets(lookup).map(LookupTarget::entity).collect(Collectors.toSet());
  }

  /**
   * Which of its lookups makes the hierarchy the server says, also of what was stored before; which
   * hand on shares is for the administrator to say.
   */
  private static Attribute asFixed(Attribute a, List<Attribute> fixed) {
    return fixed.stream()
        .filter(f -> f.logicalName().equals(a.logicalName()))
        .filter(f -> f.withPlainTargets().targets() != null)
        .filter(f -> a.withPlainTargets().equals(f.withSecured(a.secured()).withPlainTargets()))
        .findFirst()
        .map(f -> withCascadesOf(a, f))
        .orElse(a);
  }

  private static Attribute withCascadesOf(Attribute sent, Attribute fixed) {
    Set<String> cascading =
        targets(sent)
            .filter(LookupTarget::cascadesShare)
            .map(LookupTarget::entity)
            .collect(Collectors.toSet());
    return sent.withTargets(
        targets(fixed).map(t -> t.cascading(cascading.contains(t.entity()))).toList());
  }

  private static Stream<LookupTarget> targets(Attribute lookup) {
    return Objects.requireNonNullElse(lookup.targets(), List.<LookupTarget>of()).stream();
  }

  private static Attribute notSystem(Attribute a) {
    return new Attribute(
        a.logicalName(),
        a.displayName(),
        a.type(),
        a.required(),
        false,
        a.secured(),
        a.maxLength(),
        a.minimum(),
        a.maximum(),
        a.choices(),
        a.targets());
  }
}
