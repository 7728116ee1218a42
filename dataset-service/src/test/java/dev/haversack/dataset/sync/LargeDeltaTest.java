package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.LinkType;
import dev.haversack.contract.model.Operator;
import dev.haversack.dataset.sync.World.Key;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Few rows of a delta are taken along when they are found; many are found again. */
class LargeDeltaTest {

  private static final String INSERT =
      """
      INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
      SELECT ?, 'account', ('00000000-0000-0001-0000-' || lpad(n::text, 12, '0'))::uuid,
             nextval('record_version'), ?, ?,
             jsonb_build_object('name', repeat('n', ?), 'regionid', ?::text)
      FROM generate_series(1, ?) n
      """;
  private static final String CHANGE =
      """
      WITH w AS (
        UPDATE record SET version = nextval('record_version')
        WHERE org_id = ? AND entity = 'account' RETURNING org_id, entity, record_id
      )
      INSERT INTO record_change (org_id, entity, record_id) SELECT org_id, entity, record_id FROM w
      """;

  private final Sales sales = new Sales();

  @ParameterizedTest
  @CsvSource({"1, 10", "500, 10", "501, 10", "1200, 10", "300, 5000"})
  void everyRowComesOnce(int records, int length) throws Exception {
    insert(records, length, null);
    Device anna = sales.device(Sales.ANNA);
    sales.drainAndSync(anna);
    TestDatabase.execute(CHANGE, sales.world.organization);

    Device.Received delta = sales.drainAndSync(anna);

    assertEquals(records, delta.puts().size());
    assertEquals(
        records, delta.puts().stream().map(p -> p.key()).collect(Collectors.toSet()).size());
    assertEquals(0, sales.drainAndSync(anna).puts().size());

    sales.configure(() -> sales.world.users.put(Sales.ANNA, Sales.user(Sales.ANNA, List.of())));
    assertEquals(records, anna.sync().removals().size());
  }

  /** More are linked with one than are named one by one. */
  @Test
  void aHubMovesAllThatAreLinkedWithIt() throws Exception {
    int linked = 50_001;
    Key region = new Key("region", new UUID(8, 1));
    sales.world.write(region, null, World.values().put("name", "A").put("city", "Bern"));
    insert(linked, 1, region.id());
    Link ofRegion =
        new Link(
            LinkType.ANY,
            "region",
            "regionid",
            "regionid",
            new Condition("city", Operator.EQ, JsonNodeFactory.instance.textNode("Bern"), null));
    sales.configure(() -> sales.publish(Sales.custom(new LinkFilter(ofRegion))));
    assertEquals(linked, present());

    sales.world.write(region, null, World.values().put("name", "A").put("city", "Genf"));
    sales.drain();

    assertEquals(0, present());
  }

  private long present() {
    return TestDatabase.number(
        "SELECT count(*) FROM slice_row r JOIN slice s USING (org_id, slice_id)"
            + " WHERE org_id = ? AND state = 'active' AND looks_at = '{region}' AND present",
        sales.world.organization);
  }

  private void insert(int records, int length, UUID region) {
    TestDatabase.execute(
        INSERT,
        sales.world.organization,
        Sales.ANNA,
        Sales.UNIT,
        length,
        region == null ? "" : region.toString(),
        records);
  }
}
