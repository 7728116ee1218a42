package dev.haversack.platform.outbox;

import dev.haversack.platform.work.PollingLoop;
import io.quarkus.arc.All;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Delivers what is in the outbox. Any number of instances may do so at once: a message being
 * delivered is locked, and one whose order key has an earlier message waits for that.
 */
@ApplicationScoped
class OutboxSender {

  /** What a slow receiver has taken is committed long before the transaction's time is over. */
  private static final Duration LONGEST_BATCH = Duration.ofSeconds(15);

  private static final Logger LOG = Logger.getLogger(OutboxSender.class);

  /** A time far ahead was set by a clock that has jumped back since: it counts as due. */
  private static final String DUE =
      """
      SELECT org_id, message_id, destination, payload::text, attempts
      FROM outbox o
      WHERE (next_attempt_at <= ? OR next_attempt_at > ?)
        AND NOT EXISTS (
          SELECT FROM outbox earlier
          WHERE earlier.org_id = o.org_id AND earlier.destination = o.destination
            AND earlier.order_key = o.order_key AND earlier.message_id < o.message_id)
      ORDER BY next_attempt_at, message_id
      LIMIT ?
      FOR UPDATE SKIP LOCKED
      """;

  private static final String DELIVERED = "DELETE FROM outbox WHERE org_id = ? AND message_id = ?";
  private static final String FAILED =
      """
      UPDATE outbox SET attempts = attempts + 1, next_attempt_at = ?
      WHERE org_id = ? AND message_id = ?
      """;

  private record Message(
      UUID organizationId, long id, String destination, String payload, int attempts) {}

  private final DataSource database;
  private final Clock clock;
  private final OutboxConfiguration configuration;
  private final Map<String, OutboxDestination> destinations;
  private final PollingLoop loop;

  OutboxSender(
      DataSource database,
      Clock clock,
      OutboxConfiguration configuration,
      @All List<OutboxDestination> destinations) {
    this.database = database;
    this.clock = clock;
    this.configuration = configuration;
    this.destinations =
        destinations.stream()
            .collect(Collectors.toMap(OutboxDestination::name, Function.identity()));
    this.loop = new PollingLoop("outbox", configuration.pollInterval(), this::deliverDue);
  }

  void start(@Observes StartupEvent event) {
    if (!destinations.isEmpty()) {
      loop.start();
    }
  }

  void stop(@Observes ShutdownEvent event) {
    loop.close();
  }

  void wake() {
    loop.wake();
  }

  private boolean deliverDue() {
    return QuarkusTransaction.requiringNew()
        .timeout(120)
        .call(() -> {
          try (Connection connection = database.getConnection()) {
            List<Message> due = due(connection);
            Instant deadline = clock.instant().plus(LONGEST_BATCH);
            for (Message message : due) {
              deliver(connection, message);
              if (clock.instant().isAfter(deadline)) {
                break;
              }
            }
            return !due.isEmpty();
          }
        });
  }

  private List<Message> due(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      Instant now = clock.instant();
      statement.setTimestamp(1, Timestamp.from(now));
      statement.setTimestamp(2, Timestamp.from(now.plus(configuration.longestRetry())));
      statement.setInt(3, configuration.batchSize());
      List<Message> due = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          due.add(
              new Message(
                  rows.getObject(1, UUID.class),
                  rows.getLong(2),
                  rows.getString(3),
                  rows.getString(4),
                  rows.getInt(5)));
        }
      }
      return due;
    }
  }

  private void deliver(Connection connection, Message message) throws SQLException {
    OutboxDestination destination = destinations.get(message.destination());
    try {
      if (destination == null) {
        throw new IllegalStateException("No such destination: " + message.destination());
      }
      destination.deliver(message.organizationId(), message.payload());
    } catch (Exception e) {
      LOG.warnf(
          "Message %d to %s was not received (try %d): %s",
          (Object) message.id(), message.destination(), message.attempts() + 1, e);
      postpone(connection, message);
      return;
    }
    try (PreparedStatement statement = connection.prepareStatement(DELIVERED)) {
      statement.setObject(1, message.organizationId());
      statement.setLong(2, message.id());
      statement.executeUpdate();
    }
  }

  private void postpone(Connection connection, Message message) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(FAILED)) {
      statement.setTimestamp(1, Timestamp.from(clock.instant().plus(pause(message.attempts()))));
      statement.setObject(2, message.organizationId());
      statement.setLong(3, message.id());
      statement.executeUpdate();
    }
  }

  private Duration pause(int attempts) {
    Duration pause = configuration.firstRetry().multipliedBy(1L << Math.min(attempts, 16));
    Duration longest = configuration.longestRetry();
    return pause.compareTo(longest) > 0 ? longest : pause;
  }
}
