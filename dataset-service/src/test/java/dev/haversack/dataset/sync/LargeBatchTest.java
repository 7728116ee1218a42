package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.slicer.SlicerEngine;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** A connection that has seen many small batches gets a large one. */
class LargeBatchTest {

  private static final int RECORDS = 20_000;
  private static final String WRITE =
      """
      WITH w AS (
        INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
        SELECT ?, 'account', ('00000000-0000-0009-0000-' || lpad(n::text, 12, '0'))::uuid, nextval('record_version'), ?, ?,
               '{"name": "n", "city": "Bern"}'
        FROM generate_series(100, %d) n
        ON CONFLICT (org_id, entity, record_id) DO UPDATE SET version = excluded.version
        RETURNING org_id, entity, record_id
      )
      INSERT INTO record_change (org_id, entity, record_id) SELECT org_id, entity, record_id FROM w
      """
          .formatted(RECORDS + 99);

  /** A plan that was kept from the small ones would compare all with all. */
  @Test
  void isAsFastAsOnAFreshOne() throws Exception {
    Sales sales = new Sales();
    try (Connection one = TestDatabase.get().getConnection()) {
      var slicer =
          new SlicerEngine(
              always(one),
              new ObjectMapper().findAndRegisterModules(),
              (id, revision) -> sales.world.modelFrom(revision),
              Clock.systemUTC(),
              50_000);
      for (int i = 1; i <= 15; i++) {
        sales.account(i, Sales.ANNA, "Bern");
        slicer.drain(sales.world.organization);
      }
      for (int round = 1; round <= 2; round++) {
        TestDatabase.execute(WRITE, sales.world.organization, Sales.ANNA, Sales.UNIT);
        assertTimeoutPreemptively(
            Duration.ofSeconds(20), () -> slicer.drain(sales.world.organization));
      }
    }

    assertEquals(
        RECORDS + 15,
        TestDatabase.number(
            "SELECT count(*) FROM slice_row WHERE org_id = ? AND present",
            sales.world.organization));
  }

  /** A pool of one connection. */
  private static DataSource always(Connection one) {
    Connection kept =
        (Connection)
            Proxy.newProxyInstance(
                LargeBatchTest.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) ->
                    method.getName().equals("close") ? null : method.invoke(one, arguments));
    return (DataSource)
        Proxy.newProxyInstance(
            LargeBatchTest.class.getClassLoader(),
            new Class<?>[] {DataSource.class},
            (proxy, method, arguments) -> kept);
  }
}
