package dev.haversack.conflict;

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

    // One transaction, so that all of them are due in one batch.
    QuarkusTransaction.requiringNew()
        .run(() -> {
          for (int i = 0; i < MESSAGES; i++) {
            outbox.add(scene.organization, SlowReceiver.NAME, "key " + i, i);
          }
        });

    assertTrue(all.await(20, TimeUnit.SECONDS));
    assertEquals(List.of(4, 3, 2, 1), stored);
    QuarkusTransaction.requiringNew().timeout(20).run(this::awaitNothingLocked);
    assertEquals(List.of("0", "1", "2", "3"), receiver.received());
    assertEquals(0, count(scene.organization));
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
