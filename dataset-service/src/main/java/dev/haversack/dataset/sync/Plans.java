package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.SliceStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The plans that datasets follow; each is read once, not with every request. */
final class Plans {

  private final SliceStore slices;
  private final Map<UUID, Known> plans = new ConcurrentHashMap<>();

  Plans(ObjectMapper json) {
    this.slices = new SliceStore(json);
  }

  private record Known(String stamp, Plan<Long> plan) {}

  /** The plan as the transaction sees it, if there is one yet. */
  Optional<Plan<Long>> find(Connection connection, UUID organizationId) throws SQLException {
    @Nullable String stamp = slices.planStamp(connection, organizationId).orElse(null);
    if (stamp == null) {
      return Optional.empty();
    }
    Known known = plans.get(organizationId);
    if (known == null || !known.stamp().equals(stamp)) {
      known = new Known(stamp, slices.plan(connection, organizationId).orElseThrow().plan());
      plans.put(organizationId, known);
    }
    return Optional.of(known.plan());
  }
}
