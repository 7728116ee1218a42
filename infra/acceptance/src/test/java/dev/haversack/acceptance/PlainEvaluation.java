package dev.haversack.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.StoredRecord;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.User;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.data.OrganizationData.AssignedDraft;
import dev.haversack.quickstart.data.OrganizationData.EntityNeeds;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The definition of a dataset, evaluated record by record as one would on paper: readable by the
 * user, within the organization filter, and taken by an item of one of his profiles. It knows the
 * conditions that the sales data uses, and fails on any other.
 */
final class PlainEvaluation {

  /** A record of the dataset. */
  record Member(String entity, UUID id) {}

  private final OrganizationData organization;
  private final Collection<StoredRecord> records;

  PlainEvaluation(OrganizationData organization, Collection<StoredRecord> records) {
    this.organization = organization;
    this.records = records;
  }

  Set<Member> dataset(User user) {
    List<ProfileItem> items =
        organization.profiles().stream()
            .filter(profile -> isAssigned(profile, user))
            .flatMap(profile -> profile.profile().items().stream())
            .toList();
    return records.stream()
        .filter(record -> isReadable(record, user))
        .filter(record -> mayGoOffline(record, user))
        .filter(record -> items.stream().anyMatch(item -> takes(item, record, user)))
        .map(record -> new Member(record.entity(), record.id()))
        .collect(Collectors.toSet());
  }

  private boolean isAssigned(AssignedDraft profile, User user) {
    return profile.userIds().contains(user.id())
        || teams(user).stream().anyMatch(profile.teamIds()::contains);
  }

  private boolean mayGoOffline(StoredRecord record, User user) {
    for (EntityNeeds entity : organization.entities()) {
      if (entity.entity().equals(record.entity())) {
        Filter filter = entity.offline().organizationFilter();
        return entity.offline().enabled() && filter != null && holds(filter, record, user);
      }
    }
    return false;
  }

  private boolean takes(ProfileItem item, StoredRecord record, User user) {
    if (!item.entity().equals(record.entity())) {
      return false;
    }
    UUID owner = id(record, "ownerid");
    return switch (item.distribution()) {
      case ALL -> true;
      case ORGANIZATION ->
          (item.ownedByMe() && user.id().equals(owner))
              || (item.ownedByMyTeams() && teams(user).contains(owner))
              || (item.ownedByMyBusinessUnit()
                  && user.businessUnitId().equals(id(record, "owningbusinessunit")));
      case CUSTOM -> item.filter() != null && holds(item.filter(), record, user);
      // Takes nothing by itself; and no profile of the quick start follows associations.
      case RELATED -> false;
    };
  }

  private boolean holds(Filter filter, StoredRecord record, User user) {
    return switch (filter) {
      case AndFilter all -> all.and().stream().allMatch(part -> holds(part, record, user));
      case OrFilter any -> any.or().stream().anyMatch(part -> holds(part, record, user));
      case LinkFilter link ->
          throw new IllegalArgumentException("No profile of the quick start looks at links");
      case Condition condition -> holds(condition, record, user);
    };
  }

  private boolean holds(Condition condition, StoredRecord record, User user) {
    JsonNode present = record.attributes().path(condition.attribute());
    if (present.isMissingNode() || present.isNull()) {
      return false;
    }
    return switch (condition.operator()) {
      case EQ -> compare(present, condition.value()) == 0;
      case GE -> compare(present, condition.value()) >= 0;
      case EQ_BUSINESSID -> present.asText().equals(user.businessUnitId().toString());
      default -> throw new AssertionError("The plain evaluation does not know " + condition);
    };
  }

  private static int compare(JsonNode present, @Nullable JsonNode wanted) {
    if (wanted == null) {
      throw new AssertionError("A comparison needs a value");
    }
    return present.isNumber()
        ? present.decimalValue().compareTo(wanted.decimalValue())
        : present.asText().compareToIgnoreCase(wanted.asText());
  }

  private boolean isReadable(StoredRecord record, User user) {
    Depth depth =
        organization.roles().stream()
            .filter(role -> user.roleIds().contains(role.id()))
            .map(role -> readDepth(role, record.entity()))
            .max(Comparator.naturalOrder())
            .orElse(Depth.NONE);
    UUID owner = id(record, "ownerid");
    UUID unit = id(record, "owningbusinessunit");
    boolean own = user.id().equals(owner) || (owner != null && teams(user).contains(owner));
    return switch (depth) {
      case NONE -> false;
      case USER -> own;
      case BUSINESS_UNIT -> own || user.businessUnitId().equals(unit);
      case PARENT_CHILD -> own || (unit != null && below(user.businessUnitId()).contains(unit));
      case ORGANIZATION -> true;
    };
  }

  private static Depth readDepth(Role role, String entity) {
    return role.privileges().stream()
        .filter(privilege -> privilege.entity().equals(entity) || privilege.entity().equals("*"))
        .map(Privilege::read)
        .filter(depth -> depth != null)
        .max(Comparator.naturalOrder())
        .orElse(Depth.NONE);
  }

  private Set<UUID> teams(User user) {
    return organization.teams().stream()
        .filter(team -> team.memberIds().contains(user.id()))
        .map(Team::id)
        .collect(Collectors.toSet());
  }

  private Set<UUID> below(UUID unit) {
    Set<UUID> found = new HashSet<>(Set.of(unit));
    boolean grown = true;
    while (grown) {
      grown = false;
      for (BusinessUnit candidate : organization.businessUnits()) {
        grown |= found.contains(candidate.parentId()) && found.add(candidate.id());
      }
    }
    return found;
  }

  private static @Nullable UUID id(StoredRecord record, String attribute) {
    JsonNode value = record.attributes().path(attribute);
    return value.isTextual() ? UUID.fromString(value.asText()) : null;
  }
}
