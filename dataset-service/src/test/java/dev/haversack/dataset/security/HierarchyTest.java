package dev.haversack.dataset.security;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.BusinessUnit;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.HierarchyModel;
import dev.haversack.contract.model.HierarchySecurity;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.contract.model.Position;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.configuration.Directory;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.testing.Metadata;
import dev.haversack.dataset.testing.TestOrganization;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Section 7.5 of the facts. Grace leads Mira, Mira leads Anna, Anna leads Tom. */
class HierarchyTest {

  private static final UUID GRACE = new UUID(1, 1);
  private static final UUID MIRA = new UUID(1, 2);
  private static final UUID ANNA = new UUID(1, 3);
  private static final UUID TOM = new UUID(1, 4);
  private static final UUID ROOT = new UUID(2, 1);
  private static final UUID NORTH = new UUID(2, 2);
  private static final UUID SOUTH = new UUID(2, 3);
  private static final UUID ANNAS_TEAM = new UUID(3, 1);
  private static final UUID ANNAS_HELPERS = new UUID(3, 2);
  private static final UUID BASIC = new UUID(4, 1);
  private static final UUID CHIEF = new UUID(5, 1);
  private static final UUID HEAD = new UUID(5, 2);
  private static final UUID AGENT = new UUID(5, 3);

  private final Depth depth = Depth.USER;
  private UUID annasUnit = NORTH;
  private HierarchySecurity settings = managers(3, 1);

  @Test
  void directReportsAreWritableAndThoseFurtherDownReadable() {
    assertTrue(reach(MIRA, PrivilegeKind.WRITE).allows(ANNA, NORTH));
    assertTrue(reach(MIRA, PrivilegeKind.APPEND).allows(ANNA, NORTH));
    assertTrue(reach(MIRA, PrivilegeKind.READ).allows(TOM, NORTH));
    assertFalse(reach(MIRA, PrivilegeKind.WRITE).allows(TOM, NORTH));
    assertFalse(reach(MIRA, PrivilegeKind.DELETE).allows(ANNA, NORTH));
    assertFalse(reach(MIRA, PrivilegeKind.ASSIGN).allows(ANNA, NORTH));
    assertFalse(reach(MIRA, PrivilegeKind.SHARE).allows(ANNA, NORTH));
  }

  @Test
  void nobodyReachesUpwardsOrBeyondTheDepth() {
    settings = managers(2, 1);
    assertTrue(reach(GRACE, PrivilegeKind.READ).allows(ANNA, NORTH));
    assertFalse(reach(GRACE, PrivilegeKind.READ).allows(TOM, NORTH));
    assertFalse(reach(ANNA, PrivilegeKind.READ).allows(MIRA, NORTH));
  }

  @Test
  void moreLevelsCanBeWritable() {
    settings = managers(3, 2);
    assertTrue(reach(MIRA, PrivilegeKind.WRITE).allows(TOM, NORTH));
    settings = managers(1, 2);
    assertFalse(reach(MIRA, PrivilegeKind.WRITE).allows(TOM, NORTH));
  }

  @Test
  void teamsOfReportsCountAndSoDoesWhatIsSharedWithThem() {
    Reach reach = reach(MIRA, PrivilegeKind.READ);
    assertTrue(reach.allows(ANNAS_TEAM, NORTH));
    assertFalse(reach.allows(ANNAS_HELPERS, NORTH));
    assertTrue(reach.allows(Map.of(ANNA, 1)));
    assertTrue(reach.allows(Map.of(ANNAS_HELPERS, 1)));
    assertFalse(reach(MIRA, PrivilegeKind.WRITE).allows(Map.of(ANNA, 1)));
  }

  @Test
  void managerSitsInTheUnitOfTheReportOrAbove() {
    annasUnit = SOUTH;
    assertFalse(reach(MIRA, PrivilegeKind.READ).allows(ANNA, SOUTH));
    assertTrue(reach(GRACE, PrivilegeKind.READ).allows(ANNA, SOUTH));
    settings = new HierarchySecurity(HierarchyModel.MANAGER, 3, 1, true, null);
    assertTrue(reach(MIRA, PrivilegeKind.READ).allows(ANNA, SOUTH));
  }

  @Test
  void positionsCrossBusinessUnits() {
    annasUnit = SOUTH;
    settings = new HierarchySecurity(HierarchyModel.POSITION, 3, 1, false, null);
    assertTrue(reach(MIRA, PrivilegeKind.WRITE).allows(ANNA, SOUTH));
    assertTrue(reach(GRACE, PrivilegeKind.READ).allows(ANNA, SOUTH));
    assertFalse(reach(GRACE, PrivilegeKind.WRITE).allows(ANNA, SOUTH));
    assertFalse(reach(MIRA, PrivilegeKind.READ).allows(TOM, NORTH), "He holds no position");
  }

  @Test
  void excludedEntitiesAndTheModelOffGiveNothing() {
    settings = new HierarchySecurity(HierarchyModel.MANAGER, 3, 1, false, List.of("account"));
    assertEquals(Set.of(MIRA), reach(MIRA, PrivilegeKind.READ).ownerIds());
    settings = HierarchySecurity.OFF;
    assertEquals(Set.of(MIRA), reach(MIRA, PrivilegeKind.READ).ownerIds());
  }

  @Test
  void withoutThePrivilegeStandingAboveGivesNothing() {
    assertTrue(Reaches.of(model(List.of()), MIRA, "account", PrivilegeKind.READ).isNothing());
  }

  @Test
  void recordsOfDisabledReportsStayReachable() {
    assertTrue(reach(ANNA, PrivilegeKind.READ).allows(TOM, NORTH));
  }

  private Reach reach(UUID user, PrivilegeKind kind) {
    return Reaches.of(model(List.of(BASIC)), user, "account", kind);
  }

  private OrganizationModel model(List<UUID> roles) {
    Role basic =
        TestOrganization.role(
            BASIC, PrivilegeInheritance.DIRECT_USER, TestOrganization.all("*", depth));
    return new OrganizationModel(
        new UUID(9, 9),
        1,
        new OrganizationSettings(
            ConflictDetection.ATTRIBUTE,
            30,
            null,
            null,
            null,
            null,
            null,
            null,
            settings,
            null,
            null,
            null),
        Metadata.all(),
        new Directory(
            List.of(
                new BusinessUnit(ROOT, "All", null),
                new BusinessUnit(NORTH, "North", ROOT),
                new BusinessUnit(SOUTH, "South", ROOT)),
            List.of(
                new Team(ANNAS_TEAM, "T", TeamKind.OWNER, NORTH, List.of(ANNA), List.of()),
                new Team(ANNAS_HELPERS, "H", TeamKind.ACCESS, NORTH, List.of(ANNA), List.of())),
            List.of(
                user(GRACE, ROOT, null, CHIEF, roles, true),
                user(MIRA, NORTH, GRACE, HEAD, roles, true),
                user(ANNA, annasUnit, MIRA, AGENT, roles, true),
                user(TOM, NORTH, ANNA, null, roles, false)),
            List.of(basic),
            List.of(
                new Position(CHIEF, "Chief", null),
                new Position(HEAD, "Head", CHIEF),
                new Position(AGENT, "Agent", HEAD))),
        List.of());
  }

  private static User user(
      UUID id,
      UUID unit,
      @Nullable UUID manager,
      @Nullable UUID position,
      List<UUID> roles,
      boolean active) {
    return new User(id, "u" + id, "U", unit, manager, position, roles, active, null, null);
  }

  private static HierarchySecurity managers(int depth, int writable) {
    return new HierarchySecurity(HierarchyModel.MANAGER, depth, writable, false, null);
  }
}
