package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.contract.model.DatasetPage;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What changed on the pages before comes with the next one, up to a number. */
class PagesTest {

  private static final int MOST = 10_000;
  private static final String INSERT =
      """
      INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
      SELECT ?, 'account', ('00000000-0000-0001-0000-' || lpad(n::text, 12, '0'))::uuid,
             nextval('record_version'), ?, ?, '{"name": "n"}'
      FROM generate_series(1, ?) n
      """;
  private static final String CHANGE =
      """
      WITH w AS (
        UPDATE record SET version = nextval('record_version')
        WHERE org_id = ? AND record_id <= ('00000000-0000-0001-0000-' || lpad(?::text, 12, '0'))::uuid
        RETURNING org_id, entity, record_id
      )
      INSERT INTO record_change (org_id, entity, record_id) SELECT org_id, entity, record_id FROM w
      """;

  private Sales sales;
  private Resumption place;

  @BeforeEach
  void firstPage() throws Exception {
    sales = new Sales();
    TestDatabase.execute(INSERT, sales.world.organization, Sales.ANNA, Sales.UNIT, MOST + 2);
    sales.drain();
    DatasetPage page = page(null, MOST + 1);
    assertEquals(MOST + 1, page.puts().size());
    place = Resuming.at(page.nextCursor());
  }

  @Test
  void asManyAsAPageHoldsComeWithTheNext() throws Exception {
    change(MOST);

    DatasetPage next = page(place, 100);

    assertEquals(MOST + 1, next.puts().size());
    assertTrue(next.nextCursor() == null);
  }

  @Test
  void moreEndThePages() throws Exception {
    change(MOST + 1);

    var refused = assertThrows(ProblemException.class, () -> page(place, 100));

    assertEquals(ProblemCode.DATASET_TOKEN_INVALID, refused.code());
  }

  private void change(int records) throws Exception {
    TestDatabase.execute(CHANGE, sales.world.organization, records);
    sales.drain();
  }

  private DatasetPage page(Resumption at, int limit) throws Exception {
    return sales.sync.page(
        new Ask(sales.world.organization, Sales.ANNA, null, at, null, null), limit);
  }
}
