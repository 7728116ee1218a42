package dev.haversack.profile.entities;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Choice;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.Ownership;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that one attribute keeps by itself. */
final class AttributeRules {

  private static final Set<AttributeType> TEXT =
      EnumSet.of(AttributeType.STRING, AttributeType.MEMO);
  private static final Set<AttributeType> NUMBER =
      EnumSet.of(
          AttributeType.INTEGER,
          AttributeType.BIGINT,
          AttributeType.DECIMAL,
          AttributeType.DOUBLE,
          AttributeType.MONEY);
  private static final Set<AttributeType> CHOICE =
      EnumSet.of(
          AttributeType.CHOICE,
          AttributeType.MULTICHOICE,
          AttributeType.STATE,
          AttributeType.STATUS);
  private static final Set<AttributeType> REFERENCE =
      EnumSet.of(AttributeType.LOOKUP, AttributeType.OWNER);

  private final Set<String> entities;
  private final EntityMetadata entity;
  private final Set<Integer> states;
  private final Findings findings;

  /** Rules for attributes of an entity, among these entities. */
  AttributeRules(Set<String> entities, EntityMetadata entity, Findings findings) {
    this.entities = entities;
    this.entity = entity;
    this.states =
        entity.attributes().stream()
            .filter(a -> a.type() == AttributeType.STATE)
            .flatMap(a -> orEmpty(a.choices()).stream())
            .map(Choice::value)
            .collect(Collectors.toSet());
    this.findings = findings;
  }

  void check(Attribute attribute, String path) {
    reservedType(attribute, path);
    text(attribute, path);
    number(attribute, path);
    choices(attribute, path);
    targets(attribute, path);
  }

  private void reservedType(Attribute a, String path) {
    String only =
        switch (a.type()) {
          case STATE -> "statecode";
          case STATUS -> "statuscode";
          case OWNER -> "ownerid";
          case STRING,
              MEMO,
              INTEGER,
              BIGINT,
              DECIMAL,
              DOUBLE,
              MONEY,
              BOOLEAN,
              CHOICE,
              MULTICHOICE,
              DATETIME,
              DATE,
              LOOKUP,
              UNIQUEIDENTIFIER ->
              a.logicalName();
        };
    if (!only.equals(a.logicalName())) {
      findings.error(
          path + ".type", FindingCode.RESERVED_NAME, "Only " + only + " can have this type.");
    }
  }

  /** Without these nobody could work with a record at all. */
  void secured(Attribute a, String primaryName, String path) {
    boolean needed =
        switch (a.type()) {
          case OWNER, STATE, STATUS -> true;
          default -> a.required() || a.logicalName().equals(primaryName);
        };
    if (a.secured() && needed) {
      notAllowed(
          path + ".secured",
          "Primary name, owner, state, status and required attributes cannot be secured.");
    }
  }

  private void text(Attribute a, String path) {
    if (a.maxLength() != null && !TEXT.contains(a.type())) {
      notAllowed(path + ".maxLength", "Only texts have a greatest length.");
    }
  }

  private void number(Attribute a, String path) {
    @Nullable BigDecimal minimum = a.minimum();
    @Nullable BigDecimal maximum = a.maximum();
    if ((minimum != null || maximum != null) && !NUMBER.contains(a.type())) {
      notAllowed(path + ".minimum", "Only numbers have a least and a greatest value.");
    }
    if (minimum != null && maximum != null && minimum.compareTo(maximum) > 0) {
      findings.error(
          path + ".minimum", FindingCode.RANGE_EMPTY, "The least value is above the greatest.");
    }
  }

  private void choices(Attribute a, String path) {
    List<Choice> choices = orEmpty(a.choices());
    if (!CHOICE.contains(a.type())) {
      if (a.choices() != null) {
        notAllowed(path + ".choices", "Only choice, multichoice, state and status have choices.");
      }
      return;
    }
    if (choices.isEmpty()) {
      findings.error(path + ".choices", FindingCode.PROPERTY_NEEDED, "Name at least one choice.");
    }
    Set<Integer> values = new HashSet<>();
    for (int i = 0; i < choices.size(); i++) {
      choice(a, choices.get(i), values, path + ".choices[" + i + "]");
    }
  }

  private void choice(Attribute a, Choice choice, Set<Integer> values, String path) {
    if (!values.add(choice.value())) {
      findings.error(
          path + ".value",
          FindingCode.DUPLICATE,
          "The value " + choice.value() + " is there twice.");
    }
    if (a.type() != AttributeType.STATUS) {
      if (choice.state() != null) {
        notAllowed(path + ".state", "Only a status belongs to a state.");
      }
    } else if (choice.state() == null || !states.contains(choice.state())) {
      findings.error(
          path + ".state",
          FindingCode.PROPERTY_NEEDED,
          "A status belongs to one of the states " + states.stream().sorted().toList() + ".");
    }
  }

  private void targets(Attribute a, String path) {
    List<LookupTarget> targets = orEmpty(a.targets());
    if (!REFERENCE.contains(a.type())) {
      if (a.targets() != null) {
        notAllowed(path + ".targets", "Only lookups have targets.");
      }
      return;
    }
    if (targets.isEmpty()) {
      findings.error(path + ".targets", FindingCode.PROPERTY_NEEDED, "Name at least one target.");
    }
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < targets.size(); i++) {
      target(targets.get(i).entity(), seen, path + ".targets[" + i + "].entity");
      hierarchy(a, targets.get(i), path + ".targets[" + i + "].hierarchical");
    }
  }

  /** Who may hand on shares: lookups that users set, of entities that they own. */
  void cascades(Attribute a, String path) {
    List<LookupTarget> targets = orEmpty(a.targets());
    boolean allowed = !a.system() && entity.ownership() == Ownership.USER;
    for (int i = 0; i < targets.size(); i++) {
      if (targets.get(i).cascadesShare() && !allowed) {
        notAllowed(
            path + ".targets[" + i + "].cascadesShare",
            "Only records that users own inherit shares, along lookups that users set.");
      }
    }
  }

  private void hierarchy(Attribute a, LookupTarget target, String path) {
    boolean isSecond =
        entity.hierarchy().filter(h -> !h.logicalName().equals(a.logicalName())).isPresent();
    if (target.hierarchical() && (!target.entity().equals(entity.logicalName()) || isSecond)) {
      findings.error(
          path,
          FindingCode.HIERARCHY_NOT_ALLOWED,
          "One lookup of an entity to itself makes its hierarchy.");
    }
  }

  private void target(String entity, Set<String> seen, String path) {
    if (!entities.contains(entity)) {
      findings.error(path, FindingCode.UNKNOWN_ENTITY, "There is no entity \"" + entity + "\".");
    }
    if (!seen.add(entity)) {
      findings.error(path, FindingCode.DUPLICATE, "The target " + entity + " is there twice.");
    }
  }

  private void notAllowed(String path, String message) {
    findings.error(path, FindingCode.PROPERTY_NOT_ALLOWED, message);
  }

  private static <T> List<T> orEmpty(@Nullable List<T> list) {
    return Objects.requireNonNullElse(list, List.of());
  }
}
