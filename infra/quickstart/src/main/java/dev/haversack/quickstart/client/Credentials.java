package dev.haversack.quickstart.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How a caller gets his token.
 *
 * @param form the fields of the token request
 * @param organizationId the organization that a service calls for; a user's token names his own
 */
public record Credentials(Map<String, String> form, @Nullable UUID organizationId) {

  /** A user, by password. The issuer of the quick start checks no password: any will do. */
  public static Credentials user(String userName, String password) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "password");
    form.put("client_id", "cli");
    form.put("username", userName);
    form.put("password", password);
    form.put("scope", "openid");
    return new Credentials(form, null);
  }

  /** A service, by its own credentials, that acts for one organization. */
  public static Credentials service(String clientId, String secret, UUID organizationId) {
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "client_credentials");
    form.put("client_id", clientId);
    form.put("client_secret", secret);
    form.put("scope", "openid");
    return new Credentials(form, organizationId);
  }

  Optional<UUID> organization() {
    return Optional.ofNullable(organizationId);
  }
}
