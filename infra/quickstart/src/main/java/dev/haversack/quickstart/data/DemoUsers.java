package dev.haversack.quickstart.data;

import dev.haversack.contract.model.User;
import java.util.List;
import java.util.UUID;

/** Who gets tokens from the issuer of the quick start. */
public final class DemoUsers {

  /** May use records, datasets, uploads and his own sync errors. */
  private static final String USER = "offline-user";

  /** May configure the organization as well. */
  private static final String ADMIN = "offline-admin";

  private DemoUsers() {}

  /**
   * A user with what his token says.
   *
   * @param userName his sign-in name
   * @param userId his id in the directory
   * @param organizationId his organization
   * @param roles the OIDC roles
   */
  public record DemoUser(String userName, UUID userId, UUID organizationId, List<String> roles) {}

  /** The active users of an organization; its administrator is the one that its cast names. */
  public static List<DemoUser> of(OrganizationData organization) {
    return organization.users().stream()
        .filter(User::active)
        .map(user -> of(organization, user))
        .toList();
  }

  private static DemoUser of(OrganizationData organization, User user) {
    boolean admin = user.userName().equals(organization.cast().admin());
    return new DemoUser(
        user.userName(),
        user.id(),
        organization.id(),
        admin ? List.of(ADMIN, USER) : List.of(USER));
  }
}
