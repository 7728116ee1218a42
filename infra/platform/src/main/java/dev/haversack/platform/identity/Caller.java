package dev.haversack.platform.identity;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** Who makes the present call, and for which organization. */
@RequestScoped
public class Caller {

  /** Names the organization in calls of services, whose own tokens belong to none. */
  public static final String ORGANIZATION_HEADER = "Haversack-Organization";

  private static final String ORGANIZATION_CLAIM = "organization";
  private static final String USER_CLAIM = "haversack_user";

  private final JsonWebToken token;
  private final SecurityIdentity identity;
  private final HttpHeaders headers;

  Caller(JsonWebToken token, SecurityIdentity identity, HttpHeaders headers) {
    this.token = token;
    this.identity = identity;
    this.headers = headers;
  }

  /**
   * The organization that the call is answered in.
   *
   * @throws ProblemException {@code organization-missing} when neither token nor header name one
   */
  public UUID organizationId() {
    UUID id =
        uuid(
            isService() ? headers.getHeaderString(ORGANIZATION_HEADER) : claim(ORGANIZATION_CLAIM));
    if (id == null) {
      throw ProblemException.of(
          ProblemCode.ORGANIZATION_MISSING,
          "The token needs the claim \"organization\" with a UUID; a service names it in the header "
              + ORGANIZATION_HEADER
              + ".");
    }
    return id;
  }

  /**
   * The user's id in the directory: the claim {@code haversack_user}, or else the subject.
   *
   * @throws ProblemException {@code user-missing} when neither is a UUID
   */
  public UUID userId() {
    UUID id = userIdIfNamed();
    if (id == null) {
      throw ProblemException.of(
          ProblemCode.USER_MISSING,
          "The token needs the user's id as UUID in the claim \"haversack_user\" or \"sub\".");
    }
    return id;
  }

  /** The user's id as in {@link #userId}, or null where the token names none. */
  public @Nullable UUID userIdIfNamed() {
    UUID id = uuid(claim(USER_CLAIM));
    return id == null ? uuid(token.getSubject()) : id;
  }

  /** Whether another service of the suite calls. */
  public boolean isService() {
    return identity.hasRole(Roles.SERVICE);
  }

  /** Whether an administrator of the organization calls. */
  public boolean isAdmin() {
    return identity.hasRole(Roles.ADMIN);
  }

  private @Nullable String claim(String name) {
    Object value = token.getClaim(name);
    return value == null ? null : value.toString();
  }

  private static @Nullable UUID uuid(@Nullable String text) {
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
