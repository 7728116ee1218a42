package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An entity: its attributes, who owns its records, and whether it may go offline.
 *
 * @param logicalName the entity's name in all interfaces; lower case
 * @param displayName its name for people
 * @param custom whether the organization defined it; the others are built in. Kept by the server
 * @param ownership who owns its records. Not changeable later
 * @param primaryNameAttribute the attribute that shows what a record is
 * @param directory whether its records come from the directory and are read-only everywhere else.
 *     Kept by the server
 * @param attributes its attributes, those kept by the server included
 * @param offline whether and how it may go offline
 * @param processFlow the business process flow whose instances its records are; most entities have
 *     none. Set when the entity is made
 * @param intersect whether each of its records is a pair of a many-to-many relationship: of the
 *     targets of its two required lookups. Set when the entity is made
 * @param activity whether its records are activities: something that is to be done about another
 *     record, or was (section 5.2 of the facts). Set when the entity is made
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntityMetadata(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String logicalName,
    @NotNull @Size(min = 1, max = 160) String displayName,
    boolean custom,
    @NotNull Ownership ownership,
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String primaryNameAttribute,
    boolean directory,
    @NotNull @Size(max = 1000) List<@Valid @NotNull Attribute> attributes,
    @NotNull @Valid OfflineSettings offline,
    @Valid @Nullable ProcessFlow processFlow,
    boolean intersect,
    @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean activity) {

  /** The lookup of an activity to the record that it is about. */
  public static final String REGARDING = "regardingobjectid";

  /** An entity whose records are neither instances of a process nor pairs nor activities. */
  public EntityMetadata(
      String logicalName,
      String displayName,
      boolean custom,
      Ownership ownership,
      String primaryNameAttribute,
      boolean directory,
      List<Attribute> attributes,
      OfflineSettings offline) {
    this(
        logicalName,
        displayName,
        custom,
        ownership,
        primaryNameAttribute,
        directory,
        attributes,
        offline,
        null,
        false,
        false);
  }

  /** The same with other attributes. */
  public EntityMetadata withAttributes(List<Attribute> others) {
    return new EntityMetadata(
        logicalName,
        displayName,
        custom,
        ownership,
        primaryNameAttribute,
        directory,
        others,
        offline,
        processFlow,
        intersect,
        activity);
  }

  /** The same with other offline settings. */
  public EntityMetadata withOffline(OfflineSettings others) {
    return new EntityMetadata(
        logicalName,
        displayName,
        custom,
        ownership,
        primaryNameAttribute,
        directory,
        attributes,
        others,
        processFlow,
        intersect,
        activity);
  }

  /** The name by which filters look at the ids of an entity's records. */
  public static String idOf(String entity) {
    return entity + "id";
  }

  /**
   * What filters know of an attribute: those of the entity, and the id of its records.
   *
   * @return empty when there is no such attribute
   */
  public Optional<Attribute> forFilters(String name) {
    return attributes.stream()
        .filter(a -> a.logicalName().equals(name))
        .findFirst()
        .or(() -> name.equals(idOf(logicalName)) ? Optional.of(id(name)) : Optional.empty());
  }

  /** The lookup that makes the entity's hierarchy, if one does. */
  public Optional<Attribute> hierarchy() {
    return attributes.stream()
        .filter(a -> a.targets() != null)
        .filter(a -> Objects.requireNonNull(a.targets()).stream().anyMatch(this::isHierarchical))
        .findFirst();
  }

  /** The two lookups that make its pairs, in order; of other entities whatever lookups it needs. */
  public List<Attribute> pairLookups() {
    return attributes.stream()
        .filter(a -> a.type() == AttributeType.LOOKUP && a.required() && !a.system())
        .toList();
  }

  private boolean isHierarchical(LookupTarget target) {
    return target.hierarchical() && target.entity().equals(logicalName);
  }

  private static Attribute id(String name) {
    return new Attribute(
        name, "Id", AttributeType.UNIQUEIDENTIFIER, true, true, null, null, null, null, null);
  }
}
