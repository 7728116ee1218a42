package dev.haversack.testing;

import io.smallrye.jwt.build.Jwt;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Set;
import java.util.UUID;

/** Signed access tokens for tests, as a real issuer would give them. */
public final class Tokens {

  private Tokens() {}

  /** A user's token. */
  public static String user(UUID organization, UUID user) {
    return token(organization, user, "offline-user");
  }

  /** An administrator's token; he may use what users may use as well. */
  public static String admin(UUID organization, UUID user) {
    return token(organization, user, "offline-admin", "offline-user");
  }

  /** The token of a service; it belongs to no organization. */
  public static String service() {
    return Jwt.issuer("https://issuer.test")
        .subject("service")
        .audience("haversack")
        .groups("offline-service")
        .expiresIn(Duration.ofHours(1))
        .sign(key());
  }

  /** A token with the given roles. */
  public static String token(UUID organization, UUID user, String... roles) {
    return Jwt.issuer("https://issuer.test")
        .subject(user.toString())
        .audience("haversack")
        .groups(Set.of(roles))
        .claim("organization", organization.toString())
        .expiresIn(Duration.ofHours(1))
        .sign(key());
  }

  private static PrivateKey key() {
    try {
      byte[] encoded = Base64.getDecoder().decode(System.getProperty(IssuerResource.PRIVATE_KEY));
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
