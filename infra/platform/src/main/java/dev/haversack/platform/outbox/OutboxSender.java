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
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * Delivers what is in the outbox, to each destination for itself: a slow one keeps nobody else
 * waiting. Any number of instances may do so at once: a message being delivered is locked, and one
 * whose order key has an earlier message waits for that.
 */
@ApplicationScoped
class OutboxSender {

  /** What a slow receiver has taken is committed long before the transaction's time is over. */
  private static final Duration LONGEST_BATCH = Duration.ofSeconds(15);

  private static final Logger LOG = Logger.getLogger(OutboxSender.class);

  /** A time far ahead was set by a clock that has jumped back since: it counts as due. */
  private static final String DUE =
      """
      SELECT org_id, message_id, payload::text, attempts
      FROM outbox o
      WHERE destination = ? AND (next_attempt_at <= ? OR next_attempt_at > ?)
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

  private record Message(UUID organizationId, long id, String payload, int attempts) {}

  private final DataSource database;
  private final Clock clock;
  private final OutboxConfiguration configuration;
  private final Map<String, PollingLoop> loops;

  OutboxSender(
      DataSource database,
      Clock clock,
      OutboxConfiguration configuration,
      @All List<OutboxDestination> destinations) {
    this.database = database;
    this.clock = clock;
    this.configuration = configuration;
    this.loops =
        destinations.stream()
            .collect(Collectors.toUnmodifiableMap(OutboxDestination::name, this::loop));
  }

  private PollingLoop loop(OutboxDestination destination) {
    return new PollingLoop(
        "outbox to " + destination.name(),
        configuration.pollInterval(),
        () -> deliverDue(destination));
  }

  void start(@Observes StartupEvent event) {
    loops.values().forEach(PollingLoop::start);
  }

  void stop(@Observes ShutdownEvent event) {
    loops.values().forEach(PollingLoop::close);
  }

  boolean serves(String destination) {
    return loops.containsKey(destination);
  }

  /** Has messages delivered now. */
  void wake(String destination) {
    Objects.requireNonNull(loops.get(destination)).wake();
  }

  private boolean deliverDue(OutboxDestination destination) {
    return QuarkusTransaction.requiringNew()
        .timeout(120)
        .call(() -> {
          try (Connection connection = database.getConnection()) {
            List<Message> due = due(connection, destination);
            Instant deadline = clock.instant().plus(LONGEST_BATCH);
            for (Message message : deliverTogether(connection, destination, due, deadline)) {
              deliver(connection, destination, message);
              if (clock.instant().isAfter(deadline)) {
                break;
              }
            }
            return !due.isEmpty();
          }
        });
  }

  private List<Message> due(Connection connection, OutboxDestination destination)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DUE)) {
      Instant now = clock.instant();
      statement.setString(1, destination.name());
      statement.setTimestamp(2, Timestamp.from(now));
      statement.setTimestamp(3, Timestamp.from(now.plus(configuration.longestRetry())));
      statement.setInt(4, configuration.batchSize());
      List<Message> due = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          due.add(
              new Message(
                  rows.getObject(1, UUID.class),
                  rows.getLong(2),
                  rows.getString(3),
                  rows.getInt(4)));
        }
      }
      return due;
    }
  }

  /** Hands over what can go in few calls; what is left is to go one by one, in time. */
  private List<Message> deliverTogether(
      Connection connection, OutboxDestination destination, List<Message> due, Instant deadline)
      throws SQLException {
    if (!(destination instanceof BatchDestination batches)) {
      return due;
    }
    List<Message> left = new ArrayList<>();
    for (List<Message> messages : together(due)) {
      if (clock.instant().isAfter(deadline)) {
        return List.of();
      }
      if (messages.size() > 1 && wereReceived(batches, messages)) {
        delivered(connection, messages);
      } else {
        left.addAll(messages);
      }
    }
    return left;
  }

  private record Together(UUID organizationId, boolean isRetry) {}

  /** What was refused before would only keep the others from going together. */
  private static Collection<List<Message>> together(List<Message> due) {
    return due.stream()
        .collect(
            Collectors.groupingBy(
                message -> new Together(message.organizationId(), message.attempts() > 0),
                LinkedHashMap::new,
                Collectors.toList()))
        .values();
  }

  /** If they were not, one of them may be to blame: the others must not wait for it. */
  private static boolean wereReceived(BatchDestination destination, List<Message> messages) {
    try {
      destination.deliver(
          messages.getFirst().organizationId(), messages.stream().map(Message::payload).toList());
      return true;
    } catch (Exception e) {
      LOG.warnf(
          "%d messages to %s were not received together: %s",
          (Object) messages.size(), destination.name(), e);
      return false;
    }
  }

  private void deliver(Connection connection, OutboxDestination destination, Message message)
      throws SQLException {
    try {
      destination.deliver(message.organizationId(), message.payload());
    } catch (Exception e) {
      LOG.warnf(
          "Message %d to %s was not received (try %d): %s",
          (Object) message.id(), destination.name(), message.attempts() + 1, e);
      postpone(connection, message);
      return;
    }
    delivered(connection, List.of(message));
  }

  private static void delivered(Connection connection, List<Message> messages) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(DELIVERED)) {
      for (Message message : messages) {
        statement.setObject(1, message.organizationId());
        statement.setLong(2, message.id());
        statement.addBatch();
      }
      statement.executeBatch();
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
