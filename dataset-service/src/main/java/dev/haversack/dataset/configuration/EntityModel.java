package dev.haversack.dataset.configuration;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.ConflictPolicy;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.Ownership;
import dev.haversack.contract.model.ProcessFlow;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An entity with its attributes by name. Immutable.
 *
 * <p>Lookups with several targets, and the owner, have a companion attribute that names the entity
 * they point to: {@code owneridtype} for {@code ownerid}. Companions are among the attributes even
 * where the metadata leaves them out.
 */
public final class EntityModel {

  /** The attribute that names the owner of records that users own. */
  public static final String OWNER = "ownerid";

  /** The attribute that holds the state. */
  public static final String STATE = "statecode";

  /** The attribute that holds the reason of the state. */
  public static final String STATUS = "statuscode";

  private static final String COMPANION_SUFFIX = "type";
  private static final int LONGEST_NAME = 100;

  private final EntityMetadata metadata;
  private final Map<String, Attribute> attributes;
  private final Map<String, String> companions;
  private final Map<String, String> lookups = new HashMap<>();
  private final ConflictDetection conflictDetection;
  private final ConflictPolicy conflictPolicy;
  private final Set<String> secured = new TreeSet<>();

  /**
   * Makes the entity ready for use.
   *
   * @param metadata as published
   * @param detection how conflicts are detected where the entity says nothing
   * @param policy who wins them where the entity says nothing
   */
  public EntityModel(EntityMetadata metadata, ConflictDetection detection, ConflictPolicy policy) {
    this.metadata = metadata;
    Map<String, Attribute> byName = new LinkedHashMap<>();
    Map<String, String> companionByName = new LinkedHashMap<>();
    metadata.attributes().forEach(a -> byName.put(a.logicalName(), a));
    for (Attribute attribute : metadata.attributes()) {
      if (pointsToSeveral(attribute)) {
        String companion = attribute.logicalName() + COMPANION_SUFFIX;
        companionByName.put(attribute.logicalName(), companion);
        lookups.put(companion, attribute.logicalName());
        byName.putIfAbsent(companion, companion(attribute, companion));
      }
    }
    this.attributes = Collections.unmodifiableMap(byName);
    this.companions = Collections.unmodifiableMap(companionByName);
    for (Attribute attribute : metadata.attributes()) {
      if (attribute.secured()) {
        secured.add(attribute.logicalName());
        Stream.ofNullable(companions.get(attribute.logicalName())).forEach(secured::add);
      }
    }
    ConflictDetection own = metadata.offline().conflictDetection();
    this.conflictDetection = own == null ? detection : own;
    ConflictPolicy ownPolicy = metadata.offline().conflictPolicy();
    this.conflictPolicy = ownPolicy == null ? policy : ownPolicy;
  }

  /** The logical name. */
  public String name() {
    return metadata.logicalName();
  }

  /** All that is published of it. */
  public EntityMetadata metadata() {
    return metadata;
  }

  /** Its attributes by logical name, in the published order, companions last. */
  public Map<String, Attribute> attributes() {
    return attributes;
  }

  /** The attribute of this name. */
  public Optional<Attribute> attribute(String name) {
    return Optional.ofNullable(attributes.get(name));
  }

  /** The companion of a lookup with several targets, or null for any other attribute. */
  public @Nullable String companionOf(String attribute) {
    return companions.get(attribute);
  }

  /**
   * The secured attributes, the companions of secured lookups included; section 7.6 of the facts.
   */
  public Set<String> secured() {
    return secured;
  }

  /** Whether this is the companion of a lookup. */
  public boolean isCompanion(String attribute) {
    return lookups.containsKey(attribute);
  }

  /** The lookup that this is the companion of. */
  public Optional<Attribute> lookupOf(String companion) {
    return Optional.ofNullable(lookups.get(companion)).map(attributes::get);
  }

  /** The relations that a lookup, or the owner, makes: one to each of its targets. */
  public Stream<Relation> relationsOf(String lookup) {
    return attribute(lookup).stream()
        .flatMap(attribute -> targetsOf(attribute).stream())
        .map(target -> relation(lookup, target));
  }

  /** The relations along which its records inherit shares; section 7.4 of the facts. */
  Stream<Relation> cascades() {
    return metadata.attributes().stream()
        .filter(lookup -> lookup.targets() != null)
        .flatMap(lookup ->
            Objects.requireNonNull(lookup.targets()).stream()
                .filter(LookupTarget::cascadesShare)
                .map(target -> relation(lookup.logicalName(), target.entity())));
  }

  private Relation relation(String lookup, String target) {
    return new Relation(name(), lookup, companionOf(lookup), target);
  }

  /** The relation that makes its hierarchy, if one does. */
  public Optional<Relation> hierarchy() {
    return metadata.hierarchy().stream()
        .flatMap(lookup -> relationsOf(lookup.logicalName()))
        .filter(relation -> relation.parent().equals(name()))
        .findFirst();
  }

  /** Who owns its records. */
  public Ownership ownership() {
    return metadata.ownership();
  }

  /** Whether its records mirror the directory and are read-only. */
  public boolean isDirectory() {
    return metadata.directory();
  }

  /** Whether its records can be shared: what nobody owns can not; section 7.4 of the facts. */
  public boolean isShareable() {
    return metadata.ownership() == Ownership.USER && !isDirectory();
  }

  /** The business process flow whose instances its records are, if they are. */
  public Optional<ProcessFlow> processFlow() {
    return Optional.ofNullable(metadata.processFlow());
  }

  /** Whether its records are the pairs of a many-to-many relationship. */
  public boolean isIntersect() {
    return metadata.intersect();
  }

  /** Whether profiles may take it. */
  public boolean isOfflineEnabled() {
    return metadata.offline().enabled();
  }

  /** What of it may go offline for anybody; empty means nothing may. */
  public Optional<Filter> organizationFilter() {
    return Optional.ofNullable(metadata.offline().organizationFilter());
  }

  /** How conflicts on its records are detected. */
  public ConflictDetection conflictDetection() {
    return conflictDetection;
  }

  /** Who wins where both sides changed a record. */
  public ConflictPolicy conflictPolicy() {
    return conflictPolicy;
  }

  /**
   * Who wins where both sides changed an attribute. A companion goes with its lookup, and the
   * status reason with the state: one of mine beside one of theirs would make no sense.
   */
  public AttributePolicy policyOf(String attribute) {
    String decisive =
        attribute.equals(STATUS)
            ? STATE
            : lookupOf(attribute).map(Attribute::logicalName).orElse(attribute);
    Map<String, AttributePolicy> policies = metadata.offline().attributePolicies();
    AttributePolicy policy = policies == null ? null : policies.get(decisive);
    return policy == null ? AttributePolicy.of(conflictPolicy) : policy;
  }

  /** The entities that a lookup or owner may point to; empty for other attributes. */
  public static List<String> targetsOf(Attribute attribute) {
    List<LookupTarget> targets = attribute.targets();
    if (targets != null && !targets.isEmpty()) {
      return targets.stream().map(LookupTarget::entity).toList();
    }
    return attribute.type() == AttributeType.OWNER
        ? List.of(DirectoryEntities.USER, DirectoryEntities.TEAM)
        : List.of();
  }

  private static boolean pointsToSeveral(Attribute attribute) {
    return switch (attribute.type()) {
      case OWNER -> true;
      case LOOKUP -> targetsOf(attribute).size() > 1;
      default -> false;
    };
  }

  private static Attribute companion(Attribute of, String name) {
    return new Attribute(
        name,
        of.displayName() + " (entity)",
        AttributeType.STRING,
        false,
        of.system(),
        LONGEST_NAME,
        null,
        null,
        null,
        null);
  }

  @Override
  public String toString() {
    return name();
  }
}
