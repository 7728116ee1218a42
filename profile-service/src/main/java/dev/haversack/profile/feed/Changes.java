package dev.haversack.profile.feed;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.inject.Singleton;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Begins changes of the configuration. Begin before reading what the change depends on. */
@Singleton
public class Changes {

  private final ObjectMapper json;
  private final EntityManager database;

  Changes(ObjectMapper json, EntityManager database) {
    this.json = json;
    this.database = database;
  }

  /**
   * Begins a change in the present transaction, waiting for others to end theirs.
   *
   * @throws ProblemException {@code not-found} when the organization does not exist yet
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Change begin(UUID organizationId) {
    @Nullable RevisionRow row = lock(organizationId);
    if (row == null) {
      throw ProblemException.of(
          ProblemCode.NOT_FOUND,
          "The organization does not exist yet; an administrator creates it with"
              + " PUT /profile/v1/organization.");
    }
    return new Change(row, json);
  }

  /** Begins a change of an organization that may be new. */
  @Transactional(Transactional.TxType.MANDATORY)
  public Change beginOrCreate(UUID organizationId) {
    database
        .createNativeQuery(RevisionRow.CREATE)
        .setParameter("orgId", organizationId)
        .executeUpdate();
    return begin(organizationId);
  }

  private static @Nullable RevisionRow lock(UUID organizationId) {
    return RevisionRow.findById(organizationId, LockModeType.PESSIMISTIC_WRITE);
  }
}
