package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.cityIs;
import static dev.haversack.dataset.sync.Sales.custom;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.sync.World.Key;
import java.time.Duration;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The log that deltas find changes by: short, and put together without a device noticing. */
class ChangeLogTest {

  /** So many checkpoints are put together at once. */
  private static final int AT_ONCE = 500;

  /**
   * What a delta from after the horizon would not be led to: rows, and comings and goings, that the
   * log does not tell of.
   */
  static final String NOT_TOLD =
      """
      SELECT count(*) FROM slice_row r
      JOIN slice s USING (org_id, slice_id)
      JOIN organization_checkpoint o USING (org_id)
      CROSS JOIN LATERAL (VALUES (r.position, FALSE), (CASE WHEN r.present THEN r.since ELSE r.position END, TRUE)) w (position, moved)
      WHERE org_id = ? AND w.position > s.built_at AND w.position > o.horizon AND NOT EXISTS (
        SELECT FROM slice_change c
        WHERE c.org_id = r.org_id AND c.slice_id = r.slice_id AND c.key_id = r.key_id AND c.position >= w.position
          AND r.record_id = ANY (c.record_ids) AND (c.moved OR NOT w.moved))
      """;

  private static final String ENTRIES =
      "SELECT count(*) FROM slice_change, unnest(record_ids) i WHERE org_id = ? AND i = ? AND NOT moved";
  private static final String SLICES =
      "SELECT count(*) FROM slice_row WHERE org_id = ? AND record_id = ? AND present";
  private static final String LOGGED = "SELECT count(*) FROM slice_change WHERE org_id = ?";

  private static final String MANY =
      """
      INSERT INTO slice_change (org_id, slice_id, key_id, position, moved, record_ids)
      SELECT o.org_id, (SELECT min(slice_id) FROM slice s WHERE s.org_id = o.org_id), -1, o.position, FALSE,
        array_fill(gen_random_uuid(), ARRAY[100])
      FROM organization_checkpoint o CROSS JOIN generate_series(1, 300) WHERE o.org_id = ?
      """;

  /** A checkpoint of 9,000 records that were never written before or after: an import. */
  private static final String IMPORT =
      """
      WITH o AS (
        SELECT org_id, position, (SELECT min(slice_id) FROM slice s WHERE s.org_id = o.org_id) AS slice_id
        FROM organization_checkpoint o WHERE org_id = ?
      ), r AS (
        INSERT INTO slice_row (org_id, slice_id, record_id, key_id, position, put_at, since, version, present)
        SELECT org_id, slice_id, gen_random_uuid(), -1, position, position, position, 1, TRUE
        FROM o CROSS JOIN generate_series(1, 9000)
        RETURNING *
      )
      INSERT INTO slice_change (org_id, slice_id, key_id, position, moved, record_ids)
      SELECT org_id, slice_id, key_id, position, TRUE, array_agg(record_id)
      FROM (SELECT r.*, row_number() OVER () / 100 AS part FROM r) p
      GROUP BY org_id, slice_id, key_id, position, part
      """;

  private static final String IMPORTS =
      "SELECT count(DISTINCT position) FROM slice_change WHERE org_id = ? AND key_id = -1";

  private Sales sales;
  private Key busy;
  private int writes;

  @BeforeEach
  void start() throws Exception {
    sales = new Sales();
    sales.publish(custom(cityIs("Bern")));
    busy = sales.account(1, ANNA, "Bern");
    sales.drain();
  }

  @Test
  void aNewSliceIsNotLogged() {
    assertEquals(0, TestDatabase.number(LOGGED, sales.world.organization));
  }

  @Test
  void manyRecordsOfOneKeyTakeFewRows() throws Exception {
    for (int i = 0; i < 250; i++) {
      sales.account(100 + i, ANNA, "Bern");
    }
    sales.drain();

    long slices = number(SLICES, busy);
    assertEquals(3 * slices, TestDatabase.number(LOGGED, sales.world.organization));
  }

  @Test
  void whatIsWrittenAgainAndAgainIsKeptOnce() throws Exception {
    writeOften(AT_ONCE - 2);
    long slices = number(SLICES, busy);
    assertEquals((AT_ONCE - 2) * slices, number(ENTRIES, busy));

    writeOften(1);
    assertEquals(slices, number(ENTRIES, busy));
    assertEquals(0, TestDatabase.number(NOT_TOLD, sales.world.organization));
  }

  @Test
  void aDayIsKeptOnce() throws Exception {
    Key seldom = sales.account(2, ANNA, "Bern");
    sales.drain();
    for (int i = 0; i < 2; i++) {
      sales.world.write(seldom, ANNA, Sales.values(10 + i, "Bern"));
      writeOften(AT_ONCE);
    }
    long slices = number(SLICES, seldom);
    assertEquals(2 * slices, number(ENTRIES, seldom));

    sales.now = sales.now.plus(Duration.ofDays(2));
    writeOften(1);

    assertEquals(slices, number(ENTRIES, seldom));
    assertEquals(0, TestDatabase.number(NOT_TOLD, sales.world.organization));
  }

  /** The batches after it must not wait for an import to be put together. */
  @Test
  void checkpointsOfManyArePassedOver() throws Exception {
    for (int i = 0; i < 2; i++) {
      writeOften(AT_ONCE / 4);
      TestDatabase.execute(MANY, sales.world.organization);
    }
    writeOften(AT_ONCE - 1);

    assertEquals(3 * number(SLICES, busy), number(ENTRIES, busy), "beside many, and the last");
    assertEquals(
        2 * 300, TestDatabase.number(LOGGED + " AND key_id = -1", sales.world.organization));
  }

  /** Two at a time can be put together: the first two are, and the last two with what follows. */
  @Test
  void importsThatHaveNothingInCommonAreTriedOnce() throws Exception {
    for (int i = 0; i < 6; i++) {
      TestDatabase.execute(IMPORT, sales.world.organization);
      writeOften(1);
    }
    writeOften(AT_ONCE);

    assertEquals(4, TestDatabase.number(IMPORTS, sales.world.organization));
    assertTrue(number(ENTRIES, busy) < AT_ONCE / 2 * number(SLICES, busy));
  }

  @Test
  void whoComesFromBeforeOrFromAmongWhatWasPutTogetherMissesNothing() throws Exception {
    Key leaving = sales.account(2, ANNA, "Bern");
    Key back = sales.account(3, ANNA, "Bern");
    Device before = sales.device(ANNA);
    sales.drainAndSync(before);
    writeOften(10);
    sales.world.write(back, ANNA, Sales.values(3, "Genf"));
    sales.drain();
    Device among = sales.device(ANNA);
    among.sync();
    writeOften(10);
    sales.world.write(leaving, ANNA, Sales.values(2, "Genf"));
    sales.world.write(back, ANNA, Sales.values(3, "Bern"));
    writeOften(AT_ONCE);
    sales.world.write(back, ANNA, Sales.values(4, "Bern"));
    writeOften(AT_ONCE);
    sales.now = sales.now.plus(Duration.ofDays(2));
    writeOften(1);

    assertEquals(0, TestDatabase.number(NOT_TOLD, sales.world.organization));
    Device fresh = sales.device(ANNA);
    fresh.sync();
    for (Device device : List.of(before, among)) {
      Device.Received delta = device.sync();
      assertEquals(fresh.held, device.held);
      assertFalse(device.held.containsKey(leaving));
      assertTrue(device.held.containsKey(back));
      assertTrue(delta.puts().stream().anyMatch(put -> put.key().equals(busy)));
    }
  }

  /** One that stayed, one that went, one that came; and one that nobody asks for any more. */
  @Test
  void theLogBeginsWithWhatTheRowsTell() {
    migrateEarlier("13");
    TestDatabase.execute(
        """
        WITH o AS (
          INSERT INTO earlier.organization_checkpoint (org_id, position, horizon, closed_at, cleaned_at)
          VALUES (gen_random_uuid(), 9, 2, now(), now()) RETURNING org_id
        ), s AS (
          INSERT INTO earlier.slice (org_id, slice_id, entity, definition, definition_hash, state, built_at)
          SELECT org_id, 1, 'account', '{}', '', 'active', 1 FROM o
        )
        INSERT INTO earlier.slice_row (org_id, slice_id, record_id, key_id, position, put_at, since, version, present)
        SELECT o.org_id, 1, r.id::uuid, 7, r.position, r.position, r.since, 1, r.present
        FROM o CROSS JOIN (VALUES
          ('00000000-0000-0000-0000-00000000000a', 5, 3, TRUE),
          ('00000000-0000-0000-0000-00000000000b', 4, 2, FALSE),
          ('00000000-0000-0000-0000-00000000000c', 6, 6, TRUE),
          ('00000000-0000-0000-0000-00000000000d', 2, 2, TRUE)) r (id, position, since, present)
        """);

    migrateEarlier("14");

    assertEquals(
        List.of("a 3 true", "b 4 true", "a 5 false", "c 6 true"),
        TestDatabase.texts(
            """
            SELECT right(record_ids[1]::text, 1) || ' ' || position || ' ' || moved FROM earlier.slice_change
            WHERE slice_id = 1 AND key_id = 7 AND cardinality(record_ids) = 1 ORDER BY position
            """));
    TestDatabase.execute("DROP SCHEMA earlier CASCADE");
  }

  private static void migrateEarlier(String target) {
    Flyway.configure()
        .dataSource(TestDatabase.get())
        .locations("classpath:db/migration", "classpath:db/feed")
        .schemas("earlier")
        .createSchemas(true)
        .target(target)
        .load()
        .migrate();
  }

  private void writeOften(int times) throws Exception {
    for (int i = 0; i < times; i++) {
      sales.world.write(busy, ANNA, Sales.values(10_000 + writes++, "Bern"));
      sales.drain();
    }
  }

  private long number(String sql, Key key) {
    return TestDatabase.number(sql, sales.world.organization, key.id());
  }
}
