package dev.haversack.dataset.filter;

import dev.haversack.dataset.configuration.Relation;
import java.util.Map;
import java.util.UUID;

/**
 * Where the slicer keeps which record points to which: the table {@code record_edge}.
 *
 * @param organizationId the organization
 * @param ids the ids of the relations that are kept
 */
public record EdgeTable(UUID organizationId, Map<Relation, Long> ids) {

  /** Without any; what follows links finds nothing. */
  public static final EdgeTable NONE = new EdgeTable(new UUID(0, 0), Map.of());

  /** Ids begin at 1. */
  private static final long NOT_KEPT = 0;

  long id(Relation relation) {
    return ids.getOrDefault(relation, NOT_KEPT);
  }
}
