package dev.haversack.conflict;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.platform.outbox.Outbox;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The platform's outbox with a receiver that takes its time. */
@QuarkusTest
class OutboxBatchTest extends ResolutionFixture {

  private static final int MESSAGES = 4;

  @Inject Outbox outbox;
  @Inject SlowReceiver receiver;
  @Inject BatchReceiver batches;
  @Inject TestClock clock;
  @Inject DataSource database;

  @AfterEach
  void timeAsItIs() {
    clock.reset();
    receiver.onEach(organization -> {});
  }

  @Test
  void aBatchThatTakesTooLongCommitsWhatItHasAndNothingComesTwice() throws Exception {
    List<Integer> stored = new CopyOnWriteArrayList<>();
    CountDownLatch all = new CountDownLatch(MESSAGES);
    receiver.onEach(organization -> {
      // Seen from another transaction: what went out before is committed, or it is not.
      stored.add(QuarkusTransaction.suspendingExisting().call(() -> count(organization)));
      clock.pass(Duration.ofSeconds(16));
      all.countDown();
    });

    send(SlowReceiver.NAME);

    assertTrue(all.await(20, TimeUnit.SECONDS));
    assertEquals(List.of(4, 3, 2, 1), stored);
    QuarkusTransaction.requiringNew().timeout(20).run(this::awaitNothingLocked);
    assertEquals(List.of("0", "1", "2", "3"), receiver.received());
    assertEquals(0, count(scene.organization));
  }

  @Test
  void whoTakesManyAtOnceGetsThemAtOnce() {
    batches.received().clear();

    send(BatchReceiver.NAME);

    awaitNothingLeft();
    assertEquals(List.of(List.of("0", "1", "2", "3")), batches.received());
  }

  @Test
  void oneThatIsNotTakenKeepsNoneOfTheOthers() {
    batches.received().clear();
    batches.refuse("2", true);

    send(BatchReceiver.NAME);

    await().until(() -> count(scene.organization) == 1);
    assertEquals(List.of(List.of("0"), List.of("1"), List.of("3")), batches.received());

    // What was refused before and what is new go in calls of their own.
    batches.received().clear();
    send(BatchReceiver.NAME, "other ", 4);
    await().until(() -> count(scene.organization) == 1);
    assertEquals(List.of(List.of("4", "5", "6", "7")), batches.received());
    batches.refuse("2", false);
    awaitNothingLeft();
    assertEquals(List.of("2"), batches.received().getLast());
  }

  @Test
  void aSlowDestinationKeepsNoOtherWaiting() throws Exception {
    CountDownLatch free = new CountDownLatch(1);
    receiver.onEach(organization -> awaitQuietly(free));
    batches.received().clear();
    send(SlowReceiver.NAME);

    try {
      send(BatchReceiver.NAME);
      await().until(() -> count(scene.organization) == MESSAGES);
      assertEquals(1, batches.received().size());
    } finally {
      free.countDown();
    }
    awaitNothingLeft();
    assertEquals(MESSAGES, receiver.received().size());
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertTrue(latch.await(30, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitNothingLeft() {
    await().until(() -> count(scene.organization) == 0);
  }

  /** In one transaction, so that all of them are due at once. */
  private void send(String destination) {
    send(destination, "key ", 0);
  }

  private void send(String destination, String key, int first) {
    QuarkusTransaction.requiringNew()
        .run(() -> {
          for (int i = first; i < first + MESSAGES; i++) {
            outbox.add(scene.organization, destination, key + i, i);
          }
        });
  }

  /** The batch under way holds its messages' rows: what can be locked is done with. */
  private void awaitNothingLocked() {
    query("SELECT 1 FROM outbox WHERE org_id = ? FOR UPDATE", scene.organization);
  }

  private int count(UUID organization) {
    return query("SELECT count(*)::int FROM outbox WHERE org_id = ?", organization);
  }

  private int query(String sql, UUID organization) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organization);
      try (ResultSet rows = statement.executeQuery()) {
        return rows.next() ? rows.getInt(1) : 0;
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
