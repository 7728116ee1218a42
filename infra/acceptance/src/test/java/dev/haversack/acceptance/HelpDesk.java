package dev.haversack.acceptance;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Privilege;
import dev.haversack.contract.model.PrivilegeInheritance;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.Role;
import dev.haversack.contract.model.User;
import dev.haversack.quickstart.data.Cast;
import dev.haversack.quickstart.data.DemoIds;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.data.OrganizationData.AssignedDraft;
import dev.haversack.quickstart.data.OrganizationData.EntityNeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The organization whose help desk wrote the log: everybody may work on every incident. */
final class HelpDesk {

  static final String ADMIN = "admin";

  private static final DemoIds IDS = new DemoIds("help desk");

  private HelpDesk() {}

  static OrganizationData of(IncidentLog log) {
    UUID roleId = IDS.of("role", "resolver");
    Depth all = Depth.ORGANIZATION;
    Role role =
        new Role(
            roleId,
            "Resolver",
            PrivilegeInheritance.DIRECT_USER,
            List.of(new Privilege("*", all, all, all, all, all, all, all, all)));
    List<User> users = new ArrayList<>();
    users.add(user(ADMIN, roleId));
    log.users().forEach(name -> users.add(user(name, roleId)));
    List<Attribute> attributes = log.attributes().stream().map(HelpDesk::attribute).toList();
    Profile profile =
        new Profile(
            IDS.of("profile", "Help desk"),
            "Help desk",
            "Every incident",
            List.of(new ProfileItem("incident", Distribution.ALL, false, false, false, null, null)),
            null);
    return new OrganizationData(
        IDS.organization(),
        "Help desk",
        List.of(),
        List.of(role),
        users,
        List.of(),
        List.of(
            new EntityNeeds(
                "incident", attributes, new OfflineSettings(true, new AndFilter(List.of()), null))),
        List.of(new AssignedDraft(profile, List.of(IDS.of("user", ADMIN)), List.of())),
        Map.of(),
        List.of(),
        new Cast(ADMIN, ADMIN, ADMIN, ADMIN));
  }

  private static User user(String name, UUID roleId) {
    return new User(
        IDS.of("user", name), name, name, IDS.organization(), null, List.of(roleId), true);
  }

  private static Attribute attribute(String name) {
    return new Attribute(
        name, name, AttributeType.STRING, false, false, 200, null, null, null, null);
  }
}
