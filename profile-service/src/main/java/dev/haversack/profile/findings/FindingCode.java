package dev.haversack.profile.findings;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The one table of findings: the stable code is the name in kebab case; where Dynamics 365
 * publishes a code for the same fault (sections 1.4, 2.4 and 7.2 of the facts), it is here too.
 */
public enum FindingCode {
  NAME_BLANK("The name is missing or consists of blanks.", "0x800609A9"),
  NAME_TAKEN("Another profile has the name.", "0x800609A7"),
  ID_MISMATCH("The body names another id, or another name, than the call is about."),
  ID_TAKEN("A user, a team or the organization has the id; owners share one space of ids."),
  UNKNOWN_REFERENCE("What is referred to is not there."),
  DUPLICATE("Something is there twice."),
  STILL_USED("Something still needs it; the root business unit always stays."),
  CYCLE("It would stand above, or within, itself."),
  ROOT_HAS_NO_PARENT("The root business unit stands above all others."),
  PARENT_NEEDED("Every business unit but the root has a parent."),
  ACCESS_TEAM_WITH_ROLES("Access teams are targets of sharing and hold no roles.", "0x80048331"),
  DEFAULT_TEAM_FIXED(
      "A default team comes and goes with its business unit, and only its roles can be set."),
  VIEW_ENTITY_CHANGED("A view keeps the entity that it was made for."),

  BUILT_IN_ATTRIBUTE_REMOVED("An attribute that the server defines is missing."),
  BUILT_IN_ATTRIBUTE_CHANGED("What the server defines of an entity is not as it defines it."),
  OWNERSHIP_CHANGED("Who owns the records of an entity is chosen once."),
  TYPE_CHANGED("The type of an attribute is chosen once."),
  PROPERTY_NOT_ALLOWED("The property, or its value, does not go with the rest of the definition."),
  PROPERTY_NEEDED("The rest of the definition needs the property."),
  UNKNOWN_TIME_ZONE("There is no such IANA time zone."),
  NO_SUCH_DAY("Not every year has the day."),
  RANGE_EMPTY("The least value is above the greatest."),
  RESERVED_NAME("The server uses the name, or the type, itself."),
  PRIMARY_NAME_UNSUITABLE(
      "The primary name is not one of the entity's attributes of the type `string`."),
  PROCESS_CHANGED(
      "Whether an entity has a process, and whose records go through it, is chosen once."),
  INTERSECT_CHANGED("Whether records are pairs, and of what, is chosen once."),
  NOT_A_PAIR(
      "The entity of a many-to-many relationship has two required lookups with one target each, nothing else that is required, and no owner. Its primary name is an optional string."),
  ACTIVITY_CHANGED("Whether records are activities is chosen once."),
  NOT_AN_ACTIVITY(
      "An activity has the lookup regardingobjectid, and the states 0, 1 and 2, each with a status reason."),
  RELATIONSHIP_TAKEN(
      "Another lookup of the entity, or another one to the same entity, makes a relationship of that name: associations would not tell them apart."),
  TOO_MANY_PROCESSES("The entity has as many processes in use as are allowed."),
  TOO_MANY_PROCESS_ENTITIES(
      "The process leads through more entities than are allowed.", "0x80060415"),

  UNKNOWN_ENTITY("There is no such entity, or none of the kind that is needed.", "0x8006099B"),
  UNKNOWN_ATTRIBUTE("The entity has no such attribute."),
  SECURED_ATTRIBUTE("The attribute is secured, which this cannot be about."),
  OPERATOR_NOT_ALLOWED("The operator does not go with the attribute."),
  OPERAND_NEEDED("The operator needs a value, or another number of values."),
  OPERAND_NOT_ALLOWED("The operator takes no such operand."),
  TOO_MANY_VALUES("The condition has more values than are allowed."),
  WRONG_TYPE("The value, or the attribute, is of another type than is needed."),
  OUT_OF_RANGE("The value is outside of what is allowed."),
  UNKNOWN_CHOICE("The attribute has no such choice."),
  TOO_MANY_CONDITIONS(
      "The filter has more conditions, or more alternatives of conditions on the caller, than are allowed."),
  TOO_DEEP("The filter is nested deeper than is allowed."),
  CALLER_CONDITION_NOT_ALLOWED("Here no condition can be about who asks."),
  LINK_DOES_NOT_FIT("The two ends of the link, or of the lookup, do not lead to each other."),
  TOO_MANY_LINKS("The filter has more links than are allowed.", "0x8004430D"),
  NOT_HIERARCHICAL("The operator needs an entity with a hierarchical relationship.", "0x80047020"),
  HIERARCHY_NOT_ALLOWED("Only one lookup of an entity to itself makes its hierarchy."),
  OWNER_TAKES_ONE_VALUE("A condition on the owner takes one value.", "0x80071129"),

  MALFORMED_XML("The FetchXML is no well-formed XML."),
  XML_TOO_LARGE("The FetchXML is larger than is allowed."),
  OTHER_ENTITY("It is about an entity that this cannot be about."),
  LINKED_ENTITY_NOT_ALLOWED(
      "A linked entity stands outside of the filter, where it would not filter.", "0x80071120"),
  NOT_SUPPORTED("There is no way to say this in the other form, or in filters of profiles."),
  UNKNOWN_OPERATOR("There is no such operator."),

  SEARCHES_INSIDE_TEXT("Warning: looking inside or at the end of texts is slow with many records."),
  MANY_ALTERNATIVES("Warning: many alternatives are tried on every record."),
  SHORT_TIME_WINDOW(
      "Warning: records pass and leave the condition every minute or hour, and devices download and remove them."),
  LINKS_WITH_ITSELF(
      "Warning: with every change of a record others of the same entity are evaluated again."),
  LINKS_OF_LINKS(
      "Warning: with every change of a record those of further entities are evaluated again."),
  NEVER_HOLDS("Warning: no record passes the filter."),
  SAME_AS_DISTRIBUTION("Warning: a distribution says the same, and is easier to read."),
  CONTRADICTS_ORGANIZATION_FILTER(
      "Warning: no record passes both this filter and the organization filter."),

  ENTITY_NOT_OFFLINE("The entity is not enabled for offline."),
  ENTITY_TWICE("The profile has an item for the entity already.", "0x800609A8"),
  DISTRIBUTION_NOT_ALLOWED("The distribution does not go with the entity's ownership."),
  OWNED_BY_NEEDED(
      "The distribution `organization` needs one of the three `ownedBy` flags.", "0x80071138"),
  OWNED_BY_ME_NOT_ALLOWED("Records of the entity are not owned by users.", "0x80071136"),
  OWNED_BY_MY_TEAMS_NOT_ALLOWED("Records of the entity are not owned by teams.", "0x80071137"),
  OWNED_BY_MY_BUSINESS_UNIT_NOT_ALLOWED("Records of the entity belong to no business unit."),
  OWNED_BY_WITHOUT_ORGANIZATION(
      "The `ownedBy` flags go with the distribution `organization` only."),
  FILTER_NEEDED("A filter is needed here.", "0x80071118"),
  FILTER_WITHOUT_CUSTOM("A filter goes with the distribution `custom` only."),
  NO_ORGANIZATION_FILTER(
      "Warning: the entity has no organization filter, so nothing of it goes offline.",
      "0x80071132"),
  NO_ITEMS("Warning: a profile without items takes nothing."),
  UNKNOWN_RELATIONSHIP(
      "The entity has no relationship of that name that can be followed in that direction.",
      "0x80060998"),
  ASSOCIATION_TWICE("The association is there already.", "0x8005F221"),
  RELATED_ENTITY_NOT_IN_PROFILE(
      "The association leads to an entity that the profile has no item for.", "0x80071142"),
  RELATED_WITHOUT_ASSOCIATION(
      "Warning: nothing leads to the entity of a `related` item, so nothing of it goes offline.",
      "0x80071140"),
  TOO_MANY_ASSOCIATIONS(
      "More associations lead on from one item than the organization allows.", "0x80071139"),
  TOO_MANY_ITEMS("The profile has more items than the organization allows."),
  TOO_MANY_RECORDS("The profile would bring a user more records than the organization allows."),
  TOO_MANY_USERS("The profile has more users than the organization allows.", "0x80071134"),
  VIEW_NEEDS_ITEM(
      "Warning: a view needs an entity that the profile has no item for.", "0x80071124"),
  VIEW_NEEDS_OFFLINE(
      "Warning: a view needs an entity that is not enabled for offline.", "0x80071125"),
  PROCESS_CROSSES_ENTITIES(
      "The process leads through several entities, which does not work offline.", "0x80060462"),
  PROCESS_HAS_CHILD("The process has child processes, which do not work offline.", "0x80060462"),
  PROCESS_NOT_IN_PROFILE("Another process of the same records is not in the profile."),
  PROCESS_ENTITY_NOT_IN_PROFILE(
      "The profile has no item for the records that go through the process."),
  OFFLINE_IN_USE("A profile still needs the entity offline.", "0x800609A5"),
  PROFILE_ASSIGNED("Users or teams still have the profile.", "0x800609A3");

  private final String meaning;
  private final @Nullable String publishedCode;

  FindingCode(String meaning) {
    this(meaning, null);
  }

  FindingCode(String meaning, @Nullable String publishedCode) {
    this.meaning = meaning;
    this.publishedCode = publishedCode;
  }

  /** What is wrong, whatever it is wrong with; the page of findings shows it. */
  public String meaning() {
    return meaning;
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
