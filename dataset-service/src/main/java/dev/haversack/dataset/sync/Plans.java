package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.SliceStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** The plans that datasets follow; each is read once, not with every request. */
final class Plans {

  private final SliceStore slices;
  private final Map<UUID, Known> plans = new ConcurrentHashMap<>();

  Plans(ObjectMapper json) {
    this.slices = new SliceStore(json);
  }

  private record Known(String stamp, Plan<Long> plan) {}

  /**
   * The plan as the transaction sees it.
   *
   * @param stamp what is different for each plan
   */
  Plan<Long> get(Connection connection, UUID organizationId, String stamp) throws SQLException {
    Known known = plans.get(organizationId);
    if (known == null || !known.stamp().equals(stamp)) {
      known = new Known(stamp, slices.plan(connection, organizationId).orElseThrow().plan());
      plans.put(organizationId, known);
    }
    return known.plan();
  }
}
