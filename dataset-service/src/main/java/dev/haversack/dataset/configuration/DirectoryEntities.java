package dev.haversack.dataset.configuration;

import dev.haversack.contract.model.FeedKind;
import java.util.Optional;
import java.util.Set;

/** The built-in entities whose records mirror the directory. */
public final class DirectoryEntities {

  /** Users. */
  public static final String USER = "systemuser";

  /** Teams. */
  public static final String TEAM = "team";

  /** Business units. */
  public static final String BUSINESS_UNIT = "businessunit";

  /** All of them. */
  public static final Set<String> ALL = Set.of(USER, TEAM, BUSINESS_UNIT);

  private DirectoryEntities() {}

  /** The entity that mirrors this kind of configuration, if one does. */
  public static Optional<String> of(FeedKind kind) {
    return switch (kind) {
      case USER -> Optional.of(USER);
      case TEAM -> Optional.of(TEAM);
      case BUSINESS_UNIT -> Optional.of(BUSINESS_UNIT);
      case ORGANIZATION, ENTITY, ROLE, POSITION, PUBLISHED_PROFILE, PROFILE_ASSIGNMENTS ->
          Optional.empty();
    };
  }
}
