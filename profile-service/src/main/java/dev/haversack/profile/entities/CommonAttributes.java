package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.Ownership;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attributes that the server gives to entities. */
final class CommonAttributes {

  private static final int TYPE_NAME_LENGTH = 100;

  private final CommonFile file;

  CommonAttributes(CommonFile file) {
    this.file = file;
  }

  /** The common attributes of an entity of this name and ownership. */
  List<Attribute> of(String entity, Ownership ownership) {
    Stream<Attribute> special =
        switch (ownership) {
          case USER -> file.user().stream();
          case BUSINESS -> file.business().stream();
          case ORGANIZATION, NONE -> Stream.empty();
        };
    return Stream.concat(special, file.all().stream())
        .map(attribute -> withRelationships(attribute, entity))
        .toList();
  }

  /**
   * An entity's own attributes with companions, and the common ones that it does not define itself.
   */
  List<Attribute> addTo(String entity, Ownership ownership, List<Attribute> own) {
    List<Attribute> all = new ArrayList<>(withCompanions(own));
    Set<String> names = names(all);
    of(entity, ownership).stream().filter(a -> names.add(a.logicalName())).forEach(all::add);
    return List.copyOf(all);
  }

  /** The attributes, and what is missing of companions that name the target's entity. */
  static List<Attribute> withCompanions(List<Attribute> own) {
    List<Attribute> all = new ArrayList<>(own);
    Set<String> names = names(own);
    own.stream()
        .filter(CommonAttributes::needsCompanion)
        .map(CommonAttributes::companion)
        .filter(companion -> names.add(companion.logicalName()))
        .forEach(all::add);
    return List.copyOf(all);
  }

  private static Set<String> names(List<Attribute> attributes) {
    return attributes.stream().map(Attribute::logicalName).collect(Collectors.toSet());
  }

  /** Whether the lookup's value alone does not say which entity it points to. */
  private static boolean needsCompanion(Attribute attribute) {
    List<LookupTarget> targets = attribute.targets();
    return attribute.type() == AttributeType.LOOKUP && targets != null && targets.size() > 1;
  }

  private static Attribute companion(Attribute lookup) {
    return new Attribute(
        lookup.logicalName() + "type",
        lookup.displayName() + " Type",
        AttributeType.STRING,
        false,
        false,
        TYPE_NAME_LENGTH,
        null,
        null,
        null,
        null);
  }

  private static Attribute withRelationships(Attribute a, String entity) {
    List<LookupTarget> targets = a.targets();
    return new Attribute(
        a.logicalName(),
        a.displayName(),
        a.type(),
        a.required(),
        a.system(),
        a.maxLength(),
        a.minimum(),
        a.maximum(),
        a.choices(),
        targets == null
            ? null
            : targets.stream()
                .map(t ->
                    new LookupTarget(
                        t.entity(),
                        t.relationship().replace("{entity}", entity),
                        t.hierarchical(),
                        t.cascadesShare()))
                .toList());
  }
}
