package dev.haversack.dataset.following;

import dev.haversack.contract.model.Follow;
import dev.haversack.contract.model.FollowPage;
import dev.haversack.dataset.records.ConfigurationGate;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordPlanner;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.RecordStore;
import dev.haversack.dataset.records.UserPermissions;
import dev.haversack.dataset.security.UserRights;
import dev.haversack.platform.http.Cursors;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lets users follow records. */
@ApplicationScoped
class Following {

  private static final RecordKey BEGINNING = new RecordKey("", new UUID(0, 0));

  private final RecordStore records;
  private final Follows follows;
  private final ConfigurationGate gate;
  private final Clock clock;

  Following(RecordStore records, Follows follows, ConfigurationGate gate, Clock clock) {
    this.records = records;
    this.follows = follows;
    this.gate = gate;
    this.clock = clock;
  }

  /** Who follows a record must be able to read it; the lock keeps it from going meanwhile. */
  void follow(UUID organizationId, UUID userId, RecordKey key) {
    gate.write(
        organizationId,
        organization -> {
          RecordPlanner.writable(organization, key.entity());
          RecordRow row =
              records.lock(organizationId, List.of(key)).stream()
                  .findFirst()
                  .orElseThrow(() -> UserPermissions.absent(key));
          new UserPermissions(new UserRights(organization, userId)).maySee(row);
          follows.change(organizationId, userId, Map.of(key, true), clock.instant());
          return key;
        });
  }

  void unfollow(UUID organizationId, UUID userId, RecordKey key) {
    gate.write(
        organizationId,
        organization -> {
          RecordPlanner.known(organization, key.entity());
          follows.change(organizationId, userId, Map.of(key, false), clock.instant());
          return key;
        });
  }

  FollowPage list(UUID organizationId, UUID userId, int limit, @Nullable String cursor) {
    List<Follow> found = follows.of(organizationId, userId, after(cursor), limit + 1);
    if (found.size() <= limit) {
      return new FollowPage(found, null);
    }
    Follow last = found.get(limit - 1);
    return new FollowPage(
        found.subList(0, limit), Cursors.encode(last.entity(), last.recordId().toString()));
  }

  private static RecordKey after(@Nullable String cursor) {
    if (cursor == null) {
      return BEGINNING;
    }
    List<String> parts = Cursors.decode(cursor, 2);
    try {
      return new RecordKey(parts.get(0), UUID.fromString(parts.get(1)));
    } catch (IllegalArgumentException e) {
      throw ProblemException.of(
          ProblemCode.INVALID_CURSOR, "Use the nextCursor of the page before, unchanged.");
    }
  }
}
