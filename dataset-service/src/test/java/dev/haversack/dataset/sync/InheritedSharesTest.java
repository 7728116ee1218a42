package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.MOSES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.dataset.slicer.SlicerEngine;
import dev.haversack.dataset.sync.World.Key;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Records inherit what those above them are shared with. All accounts are Moses's, Anna reads. */
class InheritedSharesTest {

  private Sales sales;
  private Device anna;
  private Key top;
  private Key middle;
  private Key bottom;

  @BeforeEach
  void start() throws Exception {
    sales = new Sales();
    sales.configure(() -> sales.world.cascade(true));
    top = sales.account(1, MOSES, "Bern");
    middle = below(2, top, null);
    bottom = below(3, middle, null);
    anna = sales.device(ANNA);
    sales.drainAndSync(anna);
    assertEquals(Set.of(), anna.held.keySet());
  }

  @Test
  void aShareReachesAllThatIsBelowAndSoDoesItsEnd() throws Exception {
    sales.world.share(top, ANNA);
    sales.drainAndSync(anna);
    assertEquals(Set.of(top, middle, bottom), anna.held.keySet());

    sales.world.unshare(top, ANNA);
    assertEquals(
        Map.of(top, "security", middle, "security", bottom, "security"),
        sales.drainAndSync(anna).removals());
  }

  @Test
  void aShareReachesNothingAbove() throws Exception {
    sales.world.share(middle, ANNA);
    sales.drainAndSync(anna);

    assertEquals(Set.of(middle, bottom), anna.held.keySet());
  }

  @Test
  void recordsBringAndTakeWhatIsBelowThemWhenTheyMove() throws Exception {
    Key other = sales.account(4, MOSES, "Bern");
    sales.world.share(other, ANNA);
    sales.drainAndSync(anna);
    assertEquals(Set.of(other), anna.held.keySet());

    write(middle, other, null);
    sales.drainAndSync(anna);
    assertEquals(Set.of(other, middle, bottom), anna.held.keySet());

    write(middle, top, null);
    sales.drainAndSync(anna);
    assertEquals(Set.of(other), anna.held.keySet());
  }

  @Test
  void whatIsInheritedTwiceStaysWhenOneEnds() throws Exception {
    Key other = sales.account(4, MOSES, "Bern");
    write(bottom, middle, other);
    sales.world.share(top, ANNA);
    sales.world.share(other, ANNA);
    sales.drainAndSync(anna);

    sales.world.unshare(top, ANNA);
    sales.drainAndSync(anna);

    assertEquals(Set.of(other, bottom), anna.held.keySet());
  }

  @Test
  void aShareOfItsOwnStaysWhenTheInheritedOneEnds() throws Exception {
    sales.world.share(bottom, ANNA);
    sales.world.share(top, ANNA);
    sales.drainAndSync(anna);

    sales.world.unshare(top, ANNA);
    sales.drainAndSync(anna);
    assertEquals(Set.of(bottom), anna.held.keySet());

    sales.world.share(top, ANNA);
    sales.drain();
    sales.world.unshare(bottom, ANNA);
    sales.drainAndSync(anna);
    assertEquals(Set.of(top, middle, bottom), anna.held.keySet());
  }

  @Test
  void allRightsFromAboveAreInheritedTogether() throws Exception {
    sales.world.share(top, ANNA);
    sales.world.share(middle, ANNA);
    TestDatabase.execute(
        "UPDATE record_share SET own_rights = 3 WHERE org_id = ? AND record_id = ?",
        sales.world.organization,
        middle.id());
    sales.world.share(bottom, ANNA);
    TestDatabase.execute(
        "UPDATE record_share SET own_rights = 5 WHERE org_id = ? AND record_id = ?",
        sales.world.organization,
        bottom.id());
    sales.drain();

    assertEquals(1, rights(top));
    assertEquals(3, rights(middle));
    assertEquals(7, rights(bottom));
  }

  @Test
  void recordsInACircleInheritFromEachOther() throws Exception {
    write(top, bottom, null);
    sales.world.share(middle, ANNA);
    sales.drainAndSync(anna);
    assertEquals(Set.of(top, middle, bottom), anna.held.keySet());

    sales.world.unshare(middle, ANNA);
    sales.drainAndSync(anna);
    assertEquals(Set.of(), anna.held.keySet());
  }

  @Test
  void nothingIsInheritedOfWhatIsDeleted() throws Exception {
    sales.world.share(top, ANNA);
    sales.drainAndSync(anna);

    sales.world.delete(top);
    sales.drainAndSync(anna);

    assertEquals(Set.of(), anna.held.keySet());
  }

  @Test
  void lookupsBeginAndCeaseToHandOnShares() throws Exception {
    sales.world.share(top, ANNA);
    sales.drainAndSync(anna);

    sales.configure(() -> sales.world.cascade(false));
    sales.drainAndSync(anna);
    assertEquals(Set.of(top), anna.held.keySet());

    sales.configure(() -> sales.world.cascade(true));
    sales.drainAndSync(anna);
    assertEquals(Set.of(top, middle, bottom), anna.held.keySet());
  }

  /** The batch has seen the share; it must not give on what is taken back before it ends. */
  @Test
  void whatIsTakenBackDuringABatchIsGivenToNobody() throws Exception {
    sales.world.share(top, ANNA);
    sales.drain();
    Key fresh = below(4, top, null);
    AtomicInteger batches = new AtomicInteger();
    SlicerEngine slicer =
        new SlicerEngine(
            interrupted(() -> {
              if (batches.incrementAndGet() == 1) {
                sales.world.unshare(top, ANNA);
              }
            }),
            new ObjectMapper().findAndRegisterModules(),
            (id, revision) -> sales.world.modelFrom(revision),
            Clock.systemUTC(),
            1_000);

    slicer.run(sales.world.organization);

    assertEquals(Set.of(), sales.world.storedShares());
    assertEquals(Set.of(), sales.world.allShares());
    sales.drainAndSync(anna);
    assertFalse(anna.held.containsKey(fresh));
  }

  /** Connections that do something before shares are inherited. */
  private static DataSource interrupted(Runnable before) {
    Consumer<Object[]> look =
        arguments -> {
          if (arguments.length > 0 && arguments[0].toString().contains("FOR SHARE OF h")) {
            before.run();
          }
        };
    return proxy(
        DataSource.class,
        TestDatabase.get(),
        arguments -> {},
        result -> proxy(Connection.class, (Connection) result, look, UnaryOperator.identity()));
  }

  private static <T> T proxy(
      Class<T> type, T of, Consumer<Object[]> before, UnaryOperator<Object> after) {
    return type.cast(
        Proxy.newProxyInstance(
            InheritedSharesTest.class.getClassLoader(),
            new Class<?>[] {type},
            (self, method, arguments) -> {
              before.accept(arguments == null ? new Object[0] : arguments);
              try {
                return after.apply(method.invoke(of, arguments));
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
            }));
  }

  private long rights(Key key) {
    return TestDatabase.number(
        "SELECT rights FROM record_share WHERE org_id = ? AND record_id = ?",
        sales.world.organization,
        key.id());
  }

  private Key below(int number, Key parent, Key link) {
    Key key = new Key("account", new UUID(9, number));
    write(key, parent, link);
    return key;
  }

  private void write(Key key, Key parent, Key link) {
    ObjectNode values =
        World.values().put("name", "Account").put("parentid", parent.id().toString());
    if (link != null) {
      values.put("linkid", link.id().toString()).put("linkidtype", "account");
    }
    sales.world.write(key, MOSES, values);
  }
}
