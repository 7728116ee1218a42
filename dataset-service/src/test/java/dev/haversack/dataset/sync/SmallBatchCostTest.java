package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.sync.World.Key;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/**
 * One change costs what it touches: neither the slicer nor a delta reads whole tables for it. How
 * long that takes is for {@code infra/bench} to say; this counts rows.
 */
class SmallBatchCostTest {

  private static final int RECORDS = 20_000;

  /** Of small tables a scan is the shortest way. */
  private static final int FEW = 2_000;

  private static final String MANY_ACCOUNTS =
      """
      WITH r AS (
        INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
        SELECT ?, 'account', gen_random_uuid(), nextval('record_version'), ?, ?, '{"name": "n", "city": "Bern", "statecode": 0}'
        FROM generate_series(1, ?)
        RETURNING org_id, entity, record_id)
      INSERT INTO record_change (org_id, entity, record_id) SELECT org_id, entity, record_id FROM r
      """;
  private static final String MANY_CHANGES =
      """
      INSERT INTO slice_change (org_id, slice_id, key_id, position, moved, record_ids)
      SELECT org_id, slice_id, -n, 0, FALSE, '{}' FROM slice CROSS JOIN generate_series(1, ?) n WHERE org_id = ?
      """;
  private static final String SCANNED =
      "SELECT sum(seq_tup_read)::bigint FROM pg_stat_user_tables WHERE relname IN ('slice_row', 'slice_change', 'record')";
  private static final String NOT_IN_PLACE =
      "SELECT sum(n_tup_upd - n_tup_hot_upd)::bigint FROM pg_stat_user_tables WHERE relname = 'slice_row'";
  private static final String CLOSED =
      "SELECT sum(n_tup_upd)::bigint FROM pg_stat_user_tables WHERE relname = 'slice_row'";

  @Test
  void oneChangeOfManyRecordsScansNothing() throws Exception {
    Sales sales = new Sales();
    TestDatabase.execute(MANY_ACCOUNTS, sales.world.organization, ANNA, Sales.UNIT, RECORDS);
    Key one = sales.account(1, ANNA, "Bern");
    Device anna = sales.device(ANNA);
    sales.drainAndSync(anna);
    TestDatabase.execute(MANY_CHANGES, RECORDS, sales.world.organization);
    TestDatabase.execute("ANALYZE");

    for (int round = 0; round < 2; round++) {
      long scanned = settled(SCANNED);
      long closed = TestDatabase.number(CLOSED);
      long notInPlace = TestDatabase.number(NOT_IN_PLACE);
      sales.world.write(one, ANNA, Sales.values(1, "Bern" + round).put("city", "Bern"));
      sales.drainAndSync(anna);
      // The statistics of the batch have arrived when those of its update have.
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> TestDatabase.number(CLOSED) > closed);
      long read = settled(SCANNED) - scanned;
      assertTrue(read < FEW, "round " + round + " scanned " + read + " rows");
      assertEquals(notInPlace, TestDatabase.number(NOT_IN_PLACE), "rows stay on their pages");
    }
  }

  /** Once it does not grow any more: statistics are a second behind. */
  private static long settled(String sql) {
    long[] last = {-1};
    Awaitility.await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(1_100))
        .until(() -> {
          long before = last[0];
          last[0] = TestDatabase.number(sql);
          return last[0] == before;
        });
    return last[0];
  }
}
