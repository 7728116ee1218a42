package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.ProcessFlow;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The attributes that the server gives to entities. */
final class CommonAttributes {

  private static final int TYPE_NAME_LENGTH = 100;

  /** How the name of the lookup begins that names the record which goes through a flow. */
  private static final String LOOKUP = "bpf_{target}";

  private final CommonFile file;

  CommonAttributes(CommonFile file) {
    this.file = file;
  }

  /** The attributes that the server gives to an entity. */
  List<Attribute> of(EntityMetadata entity) {
    ProcessFlow flow = entity.processFlow();
    List<Attribute> common = of(entity.logicalName(), entity.ownership());
    if (flow != null) {
      return withMissing(ofInstances(entity.logicalName(), flow), common);
    }
    return entity.activity() ? withMissing(file.activity(), common) : common;
  }

  private List<Attribute> ofInstances(String entity, ProcessFlow flow) {
    return file.process().stream()
        .map(attribute ->
            attribute.logicalName().startsWith(LOOKUP) ? lookup(attribute, flow) : attribute)
        .map(attribute -> withRelationships(attribute, entity))
        .toList();
  }

  private static Attribute lookup(Attribute a, ProcessFlow flow) {
    return new Attribute(
        flow.lookup(),
        a.displayName(),
        a.type(),
        a.required(),
        a.system(),
        null,
        null,
        null,
        null,
        List.of(new LookupTarget(flow.entity(), flow.entity() + "_{entity}")));
  }

  /** The common attributes of an entity of this name and ownership. */
  private List<Attribute> of(String entity, Ownership ownership) {
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
    return withMissing(withCompanions(own), of(entity, ownership));
  }

  /** Attributes with companions, and those of the server's that are not among them. */
  static List<Attribute> with(List<Attribute> own, List<Attribute> fixed) {
    return withMissing(withCompanions(own), fixed);
  }

  private static List<Attribute> withMissing(List<Attribute> own, List<Attribute> common) {
    List<Attribute> all = new ArrayList<>(own);
    Set<String> names = names(all);
    common.stream().filter(a -> names.add(a.logicalName())).forEach(all::add);
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
