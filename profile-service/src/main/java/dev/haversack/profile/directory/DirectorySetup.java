package dev.haversack.profile.directory;

import static dev.haversack.contract.model.Depth.ORGANIZATION;
import static dev.haversack.contract.model.Depth.USER;

import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Role;
import dev.haversack.profile.feed.Change;
import dev.haversack.profile.organization.OrganizationSetup;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/** The root of the tree and the roles that every organization begins with. */
@Singleton
class DirectorySetup implements OrganizationSetup {

  /** Whom everybody sees, and what has no owner to go by. */
  private static final List<String> READ_BY_ALL =
      List.of("systemuser", "team", "businessunit", "product");

  private final BusinessUnits businessUnits;
  private final RoleBook roles;

  DirectorySetup(BusinessUnits businessUnits, RoleBook roles) {
    this.businessUnits = businessUnits;
    this.roles = roles;
  }

  @Override
  public void setUp(Change change, Organization organization) {
    businessUnits.create(change, new BusinessUnit(organization.id(), organization.name(), null));
    roles.create(change, role(organization, "System administrator", List.of(all(ORGANIZATION))));
    roles.create(change, role(organization, "Basic user", basicUser()));
  }

  private static List<Privilege> basicUser() {
    return Stream.concat(Stream.of(all(USER)), READ_BY_ALL.stream().map(DirectorySetup::readable))
        .toList();
  }

  private static Privilege all(Depth depth) {
    return new Privilege("*", depth, depth, depth, depth, depth, depth, depth, depth);
  }

  /** Records of other entities may refer to these, so AppendTo goes with Read. */
  private static Privilege readable(String entity) {
    return new Privilege(entity, null, ORGANIZATION, null, null, null, ORGANIZATION, null, null);
  }

  private static Role role(Organization organization, String name, List<Privilege> privileges) {
    // Made from what it stands for: the same in every environment that has this organization.
    byte[] origin = (organization.id() + "/role/" + name).getBytes(StandardCharsets.UTF_8);
    return new Role(
        UUID.nameUUIDFromBytes(origin), name, PrivilegeInheritance.DIRECT_USER, privileges);
  }
}
