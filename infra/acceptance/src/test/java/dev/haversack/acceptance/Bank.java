package dev.haversack.acceptance;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.ConflictPolicy;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.User;
import dev.haversack.quickstart.data.Cast;
import dev.haversack.quickstart.data.DemoIds;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.data.OrganizationData.EntityNeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** An organization of tellers who all add to and take from the same accounts. */
final class Bank {

  static final String ADMIN = "admin";

  /** The attribute whose differences are added up. */
  static final String BALANCE = "revenue";

  private static final DemoIds IDS = new DemoIds("bank");

  private Bank() {}

  static String teller(int number) {
    return "teller" + number;
  }

  static OrganizationData of(int tellers) {
    UUID roleId = IDS.of("role", "teller");
    Depth all = Depth.ORGANIZATION;
    Role role =
        new Role(
            roleId,
            "Teller",
            PrivilegeInheritance.DIRECT_USER,
            List.of(new Privilege("*", all, all, all, all, all, all, all, all)));
    List<User> users = new ArrayList<>();
    users.add(user(ADMIN, roleId));
    for (int i = 0; i < tellers; i++) {
      users.add(user(teller(i), roleId));
    }
    OfflineSettings offline =
        new OfflineSettings(
            true,
            new AndFilter(List.of()),
            null,
            ConflictPolicy.MANUAL,
            Map.of(BALANCE, AttributePolicy.SUM));
    return new OrganizationData(
        IDS.organization(),
        "Bank",
        List.of(),
        List.of(role),
        users,
        List.of(),
        List.of(new EntityNeeds("account", List.of(), offline)),
        List.of(),
        Map.of(),
        List.of(),
        new Cast(ADMIN, ADMIN, ADMIN, ADMIN));
  }

  private static User user(String name, UUID roleId) {
    return new User(
        IDS.of("user", name), name, name, IDS.organization(), null, List.of(roleId), true);
  }
}
