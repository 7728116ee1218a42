package dev.haversack.dataset.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.dataset.testing.TestOrganization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Sections 7.1 to 7.3 of the facts. */
class ReachesTest {

  private final TestOrganization org = new TestOrganization();

  @Test
  void userDepthReachesOwnRecordsAndThoseOfOwnTeams() {
    assertEquals(
        new Reach(
            false,
            Set.of(org.anna, org.fieldTeam),
            Set.of(),
            Set.of(org.anna, org.id, org.fieldTeam, org.helpers),
            1),
        read(org.anna, "account"));
  }

  @Test
  void accessTeamsOwnNothing() {
    assertFalse(read(org.anna, "account").allows(org.helpers, org.east));
  }

  @Test
  void businessUnitDepthAddsTheUnitAndNotThoseBelow() {
    give(org.anna, Depth.BUSINESS_UNIT);
    Reach reach = read(org.anna, "account");
    assertTrue(reach.allows(org.moses, org.west));
    assertFalse(reach.allows(org.carla, org.coast));
    assertTrue(reach.allows(org.fieldTeam, org.east));
  }

  @Test
  void parentChildDepthAddsTheUnitsBelowAndNotThoseBeside() {
    give(org.anna, Depth.PARENT_CHILD);
    Reach reach = read(org.anna, "account");
    assertTrue(reach.allows(org.carla, org.coast));
    assertFalse(reach.allows(org.eve, org.east));
  }

  @Test
  void organizationDepthReachesEverything() {
    assertEquals(Reach.EVERYTHING, read(org.eve, "account"));
  }

  @Test
  void theWidestDepthOfAllRolesWins() {
    UUID narrow = UUID.randomUUID();
    org.roles.add(
        TestOrganization.role(
            narrow,
            PrivilegeInheritance.DIRECT_USER,
            TestOrganization.read("account", Depth.USER)));
    org.setRoles(org.anna, narrow, org.leader);
    assertTrue(read(org.anna, "account").everything());
  }

  @Test
  void withoutThePrivilegeNothingIsReachedThoughOthersAreThere() {
    UUID reader = UUID.randomUUID();
    org.roles.add(
        TestOrganization.role(
            reader,
            PrivilegeInheritance.DIRECT_USER,
            TestOrganization.read("account", Depth.ORGANIZATION)));
    org.setRoles(org.moses, reader);
    assertTrue(of(org.moses, "account", PrivilegeKind.WRITE).isNothing());
    assertTrue(read(org.moses, "opportunity").isNothing());
  }

  @Test
  void aTeamsRoleCountsFromTheTeamsBusinessUnit() {
    teamRole(PrivilegeInheritance.DIRECT_USER, Depth.BUSINESS_UNIT);
    Reach reach = read(org.carla, "account");
    assertTrue(reach.allows(org.eve, org.east));
    assertFalse(reach.allows(org.moses, org.coast), "the member's own unit is not the team's");
    assertTrue(reach.allows(org.carla, org.coast));
  }

  @Test
  void sharesCountForTheUserAndAllHisTeamsIfTheyGiveTheRight() {
    Reach reach = of(org.anna, "account", PrivilegeKind.WRITE);
    assertTrue(reach.allows(Map.of(org.anna, 3)));
    assertTrue(reach.allows(Map.of(org.helpers, 2)));
    assertFalse(reach.allows(Map.of(org.anna, 1)), "only to read");
    assertFalse(reach.allows(Map.of(org.moses, 3)), "with somebody else");
  }

  @Test
  void sharesAreWorthNothingWithoutThePrivilege() {
    org.setRoles(org.moses);
    assertFalse(read(org.moses, "account").allows(Map.of(org.moses, 1)));
    give(org.anna, Depth.ORGANIZATION);
    assertFalse(read(org.moses, "product").allows(Map.of(org.moses, 1)));
  }

  @Test
  void teamOnlyInheritanceReachesTheTeamsRecordsAndNotTheMembersOwn() {
    teamRole(PrivilegeInheritance.TEAM_ONLY, Depth.USER);
    assertEquals(Set.of(org.fieldTeam), read(org.carla, "account").ownerIds());
  }

  @Test
  void organizationOwnedEntitiesKnowAllOrNothing() {
    give(org.anna, Depth.PARENT_CHILD);
    assertTrue(read(org.anna, "product").isNothing());
    assertTrue(read(org.eve, "product").everything());
  }

  @Test
  void businessOwnedEntitiesAreReachedByBusinessUnit() {
    give(org.anna, Depth.BUSINESS_UNIT);
    assertEquals(new Reach(false, Set.of(), Set.of(org.west)), read(org.anna, "systemuser"));
    assertTrue(read(org.moses, "systemuser").isNothing(), "user depth owns no users");
  }

  @Test
  void unknownAndInactiveUsersAndUnknownEntitiesReachNothing() {
    assertTrue(read(org.ivan, "account").isNothing());
    assertTrue(read(UUID.randomUUID(), "account").isNothing());
    assertTrue(read(org.eve, "nonsense").isNothing());
  }

  @Test
  void recordsOfNobodyAreReachedByOrganizationDepthOnly() {
    assertFalse(read(org.anna, "account").allows(null, null));
    assertTrue(read(org.eve, "account").allows(null, null));
  }

  private void give(UUID userId, Depth depth) {
    UUID role = UUID.randomUUID();
    org.roles.add(
        TestOrganization.role(
            role, PrivilegeInheritance.DIRECT_USER, TestOrganization.all("*", depth)));
    org.setRoles(userId, role);
  }

  /** Carla, without roles of her own, gets one through the field team in the East. */
  private void teamRole(PrivilegeInheritance inheritance, Depth depth) {
    UUID role = UUID.randomUUID();
    org.roles.add(TestOrganization.role(role, inheritance, TestOrganization.all("*", depth)));
    org.setRoles(org.carla);
    org.teams.clear();
    org.teams.add(
        new Team(
            org.fieldTeam, "Field", TeamKind.OWNER, org.east, List.of(org.carla), List.of(role)));
  }

  private Reach read(UUID userId, String entity) {
    return of(userId, entity, PrivilegeKind.READ);
  }

  private Reach of(UUID userId, String entity, PrivilegeKind kind) {
    return Reaches.of(org.model(), userId, entity, kind);
  }
}
