package dev.haversack.platform.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.Transactional;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Messages to other services that share the fate of the transaction that adds them. */
@ApplicationScoped
public class Outbox {

  private static final String ADD =
      """
      INSERT INTO outbox (org_id, destination, order_key, payload, next_attempt_at)
      VALUES (?, ?, ?, ?::jsonb, ?)
      """;

  /**
   * A message.
   *
   * @param orderKey messages with the same key are delivered in the order in which they were added
   * @param payload the message; written as JSON
   */
  public record Letter(String orderKey, Object payload) {}

  private final DataSource database;
  private final ObjectMapper json;
  private final Clock clock;
  private final TransactionSynchronizationRegistry transactions;
  private final OutboxSender sender;

  Outbox(
      DataSource database,
      ObjectMapper json,
      Clock clock,
      TransactionSynchronizationRegistry transactions,
      OutboxSender sender) {
    this.database = database;
    this.json = json;
    this.clock = clock;
    this.transactions = transactions;
    this.sender = sender;
  }

  /**
   * Adds a message to the present transaction; it goes out once that is committed.
   *
   * @param organizationId the organization
   * @param destination the name of an {@link OutboxDestination}
   * @param orderKey messages with the same key are delivered in the order in which they were added
   * @param payload the message; written as JSON
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(UUID organizationId, String destination, String orderKey, Object payload) {
    add(organizationId, destination, List.of(new Letter(orderKey, payload)));
  }

  /**
   * Adds messages to the present transaction, in this order; they go out once that is committed.
   *
   * @param organizationId the organization
   * @param destination the name of an {@link OutboxDestination}
   * @param letters the messages
   * @throws IllegalArgumentException if there is no such destination
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public void add(UUID organizationId, String destination, List<Letter> letters) {
    if (!sender.serves(destination)) {
      throw new IllegalArgumentException("No such destination: " + destination);
    }
    if (letters.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement add = connection.prepareStatement(ADD)) {
      Timestamp now = Timestamp.from(clock.instant());
      for (Letter letter : letters) {
        add.setObject(1, organizationId);
        add.setString(2, destination);
        add.setString(3, letter.orderKey());
        add.setString(4, json.writeValueAsString(letter.payload()));
        add.setTimestamp(5, now);
        add.addBatch();
      }
      add.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    transactions.registerInterposedSynchronization(new WakeSender(destination));
  }

  private final class WakeSender implements Synchronization {

    private final String destination;

    WakeSender(String destination) {
      this.destination = destination;
    }

    @Override
    public void beforeCompletion() {
      // Only the outcome matters.
    }

    @Override
    public void afterCompletion(int status) {
      if (status == Status.STATUS_COMMITTED) {
        sender.wake(destination);
      }
    }
  }
}
