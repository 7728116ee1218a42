package dev.haversack.quickstart.data;

import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Role;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The roles of the organizations of the quick start. */
final class SalesRoles {

  private static final List<String> DIRECTORY = List.of("systemuser", "team", "businessunit");

  private final DemoIds ids;

  SalesRoles(DemoIds ids) {
    this.ids = ids;
  }

  UUID adminId() {
    return ids.of("role", "Administrator");
  }

  UUID agentId() {
    return ids.of("role", "Sales agent");
  }

  UUID managerId() {
    return ids.of("role", "Sales manager");
  }

  List<Role> all() {
    return List.of(
        role(adminId(), "Administrator", Stream.of(whole("*", Depth.ORGANIZATION))),
        role(agentId(), "Sales agent", selling(Depth.USER)),
        role(managerId(), "Sales manager", selling(Depth.BUSINESS_UNIT)));
  }

  /**
   * Reading reaches the business unit, so that colleagues can be stood in for; accounts, products
   * and the directory are everybody's.
   *
   * @param writing how far create, write, delete, assign and share reach
   */
  private static Stream<Privilege> selling(Depth writing) {
    Stream<Privilege> own =
        Stream.of("opportunity", "opportunityclose", SalesSetup.PROCESS, "contact")
            .map(entity -> owned(entity, writing));
    Stream<Privilege> shared =
        Stream.of(
            new Privilege(
                "account",
                writing,
                Depth.ORGANIZATION,
                writing,
                writing,
                writing,
                Depth.ORGANIZATION,
                writing,
                writing),
            readable("product"));
    return Stream.concat(Stream.concat(own, shared), DIRECTORY.stream().map(SalesRoles::readable));
  }

  private static Privilege owned(String entity, Depth writing) {
    return new Privilege(
        entity,
        writing,
        Depth.BUSINESS_UNIT,
        writing,
        writing,
        writing,
        Depth.BUSINESS_UNIT,
        writing,
        writing);
  }

  private static Privilege readable(String entity) {
    return new Privilege(
        entity, null, Depth.ORGANIZATION, null, null, null, Depth.ORGANIZATION, null, null);
  }

  private static Privilege whole(String entity, Depth depth) {
    return new Privilege(entity, depth, depth, depth, depth, depth, depth, depth, depth);
  }

  private static Role role(UUID id, String name, Stream<Privilege> privileges) {
    return new Role(id, name, PrivilegeInheritance.DIRECT_USER, privileges.toList());
  }
}
