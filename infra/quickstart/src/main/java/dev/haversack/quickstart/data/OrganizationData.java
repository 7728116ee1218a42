package dev.haversack.quickstart.data;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.ProcessFlow;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that an organization consists of, in the order in which it can be loaded.
 *
 * @param id its id; also that of the root business unit
 * @param name its name
 * @param businessUnits the units below the root, parents first
 * @param roles what users may do
 * @param users its users, managers first
 * @param teams its teams
 * @param entities what it needs beyond the built-in entities, and which entities go offline
 * @param profiles who takes what offline
 * @param records its records by entity, in an order in which every lookup points to something that
 *     is loaded already; each with an id
 * @param faults what was not as it should be in the source, and what was made of it
 * @param cast who appears in the tour
 */
public record OrganizationData(
    UUID id,
    String name,
    List<BusinessUnit> businessUnits,
    List<Role> roles,
    List<User> users,
    List<Team> teams,
    List<EntityNeeds> entities,
    List<AssignedDraft> profiles,
    Map<String, List<NewRecord>> records,
    List<Fault> faults,
    Cast cast) {

  /**
   * What the organization needs of an entity.
   *
   * @param entity its logical name
   * @param attributes attributes that the built-in entity does not have
   * @param offline whether and how it goes offline
   * @param processFlow the business process flow whose instances its records are; null for a
   *     built-in entity
   */
  public record EntityNeeds(
      String entity,
      List<Attribute> attributes,
      OfflineSettings offline,
      @Nullable ProcessFlow processFlow) {

    /** What it needs of a built-in entity. */
    public EntityNeeds(String entity, List<Attribute> attributes, OfflineSettings offline) {
      this(entity, attributes, offline, null);
    }
  }

  /**
   * A profile to publish, with those who get it.
   *
   * @param profile its draft
   * @param userIds users that get it
   * @param teamIds teams whose members get it
   */
  public record AssignedDraft(Profile profile, List<UUID> userIds, List<UUID> teamIds) {}

  /**
   * The user with this sign-in name.
   *
   * @throws NoSuchElementException when there is none
   */
  public User user(String userName) {
    return users.stream()
        .filter(user -> user.userName().equals(userName))
        .findFirst()
        .orElseThrow(() -> new NoSuchElementException("No user is called " + userName));
  }

  /** What was found in the source and what was made of it, in words; one fault a line. */
  public String faultReport() {
    if (faults.isEmpty()) {
      return "No faults in the data.";
    }
    StringBuilder text = new StringBuilder("Faults in the data, and what was made of them:");
    for (Fault fault : faults) {
      text.append(
          "%n  %,6d x %s: %s (%s%s)"
              .formatted(
                  fault.count(),
                  fault.what(),
                  fault.treatment(),
                  String.join("; ", fault.examples()),
                  fault.count() > fault.examples().size() ? "; ..." : ""));
    }
    return text.toString();
  }
}
