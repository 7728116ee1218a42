package dev.haversack.dataset.directory;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.contract.model.User;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What users, teams and business units look like as records. */
final class DirectoryRecords {

  private static final String NAME = "name";
  private static final String OWNING_BUSINESS_UNIT = "owningbusinessunit";
  private static final int ACTIVE = 0;
  private static final int INACTIVE = 1;

  private DirectoryRecords() {}

  /** A record without id and version. */
  record Mirrored(UUID businessUnitId, ObjectNode attributes) {}

  static Mirrored of(User user) {
    ObjectNode attributes = node(user.businessUnitId(), user.active());
    attributes.put("fullname", user.fullName());
    attributes.put("domainname", user.userName());
    attributes.put("businessunitid", user.businessUnitId().toString());
    putId(attributes, "parentsystemuserid", user.managerId());
    return new Mirrored(user.businessUnitId(), attributes);
  }

  static Mirrored of(Team team) {
    ObjectNode attributes = node(team.businessUnitId(), true);
    attributes.put(NAME, team.name());
    attributes.put("businessunitid", team.businessUnitId().toString());
    attributes.put("teamtype", team.kind() == TeamKind.OWNER ? 0 : 1);
    return new Mirrored(team.businessUnitId(), attributes);
  }

  static Mirrored of(BusinessUnit unit) {
    ObjectNode attributes = node(unit.id(), true);
    attributes.put(NAME, unit.name());
    putId(attributes, "parentbusinessunitid", unit.parentId());
    return new Mirrored(unit.id(), attributes);
  }

  private static ObjectNode node(UUID businessUnitId, boolean active) {
    return JsonNodeFactory.instance
        .objectNode()
        .put(OWNING_BUSINESS_UNIT, businessUnitId.toString())
        .put("statecode", active ? ACTIVE : INACTIVE)
        .put("statuscode", active ? 1 : 2);
  }

  private static void putId(ObjectNode attributes, String name, @Nullable UUID id) {
    if (id != null) {
      attributes.put(name, id.toString());
    }
  }
}
