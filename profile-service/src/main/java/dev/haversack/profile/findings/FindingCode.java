package dev.haversack.profile.findings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one table of findings: the stable code is the name in kebab case; where Dynamics 365
 * publishes a code for the same fault (sections 1.4, 2.4 and 7.2 of the facts), it is here too.
 */
public enum FindingCode {
  NAME_BLANK("0x800609A9"),
  NAME_TAKEN("0x800609A7"),
  ID_MISMATCH,
  UNKNOWN_REFERENCE,
  DUPLICATE,
  STILL_USED,
  CYCLE,
  ROOT_HAS_NO_PARENT,
  PARENT_NEEDED,
  ACCESS_TEAM_WITH_ROLES("0x80048331"),

  BUILT_IN_ATTRIBUTE_REMOVED,
  BUILT_IN_ATTRIBUTE_CHANGED,
  OWNERSHIP_CHANGED,
  TYPE_CHANGED,
  PROPERTY_NOT_ALLOWED,
  PROPERTY_NEEDED,
  UNKNOWN_TIME_ZONE,
  NO_SUCH_DAY,
  RANGE_EMPTY,
  RESERVED_NAME,
  PRIMARY_NAME_UNSUITABLE,

  UNKNOWN_ENTITY("0x8006099B"),
  UNKNOWN_ATTRIBUTE,
  SECURED_ATTRIBUTE,
  OPERATOR_NOT_ALLOWED,
  OPERAND_NEEDED,
  OPERAND_NOT_ALLOWED,
  TOO_MANY_VALUES,
  WRONG_TYPE,
  OUT_OF_RANGE,
  UNKNOWN_CHOICE,
  TOO_MANY_CONDITIONS,
  TOO_DEEP,
  CALLER_CONDITION_NOT_ALLOWED,
  OWNER_TAKES_ONE_VALUE("0x80071129"),

  MALFORMED_XML,
  XML_TOO_LARGE,
  OTHER_ENTITY,
  LINKED_ENTITY_NOT_ALLOWED("0x80071120"),
  NOT_SUPPORTED,
  UNKNOWN_OPERATOR,

  SEARCHES_INSIDE_TEXT,
  MANY_ALTERNATIVES,
  SHORT_TIME_WINDOW,
  NEVER_HOLDS,
  SAME_AS_DISTRIBUTION,
  CONTRADICTS_ORGANIZATION_FILTER,

  ENTITY_NOT_OFFLINE,
  ENTITY_TWICE("0x800609A8"),
  DISTRIBUTION_NOT_ALLOWED,
  OWNED_BY_NEEDED("0x80071138"),
  OWNED_BY_ME_NOT_ALLOWED("0x80071136"),
  OWNED_BY_MY_TEAMS_NOT_ALLOWED("0x80071137"),
  OWNED_BY_MY_BUSINESS_UNIT_NOT_ALLOWED,
  OWNED_BY_WITHOUT_ORGANIZATION,
  FILTER_NEEDED("0x80071118"),
  FILTER_WITHOUT_CUSTOM,
  NO_ORGANIZATION_FILTER("0x80071132"),
  NO_ITEMS,
  UNKNOWN_RELATIONSHIP("0x80060998"),
  ASSOCIATION_TWICE("0x8005F221"),
  RELATED_ENTITY_NOT_IN_PROFILE("0x80071142"),
  RELATED_WITHOUT_ASSOCIATION("0x80071140"),
  TOO_MANY_ASSOCIATIONS("0x80071139"),
  TOO_MANY_ITEMS,
  TOO_MANY_USERS("0x80071134"),
  OFFLINE_IN_USE("0x800609A5"),
  PROFILE_ASSIGNED("0x800609A3");

  private final @Nullable String publishedCode;

  FindingCode() {
    this(null);
  }

  FindingCode(@Nullable String publishedCode) {
    this.publishedCode = publishedCode;
  }

  /** The stable code, for instance {@code unknown-attribute}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The hex code that Dynamics 365 publishes for the same fault, or null. */
  public @Nullable String publishedCode() {
    return publishedCode;
  }
}
