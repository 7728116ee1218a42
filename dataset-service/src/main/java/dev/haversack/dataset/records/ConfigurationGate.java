package dev.haversack.dataset.records;

import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.configuration.OrganizationModels;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Keeps writes of records and changes of the configuration from missing each other.
 *
 * <p>A write is decided by the configuration that was known before its transaction. It passes the
 * gate when all is stored, as the last thing before it commits; a change of entities or of the
 * directory closes the gate until it is committed. So either the write is committed before, and the
 * change sees its records, or the write sees that the configuration went on, and is decided anew.
 *
 * <p>Neither who has passed the gate nor who closes it waits for a record. So a write that waits
 * long for its record keeps nobody else waiting. Only the last attempt of a write passes the gate
 * first; when that closes a circle, PostgreSQL finds it, and all waiting of writes is limited.
 *
 * <p>An advisory lock, because it is fair: many writes cannot keep a change waiting for ever, as
 * they could with {@code FOR SHARE} on the row of the revision.
 */
@ApplicationScoped
public class ConfigurationGate {

  private static final int MOST_ATTEMPTS = 5;

  private static final Duration UNTIL_FREE = Duration.ofSeconds(2);

  /** Until the transaction ends, and so without a trace in a pooled session. */
  private static final String LIMIT_WAITING = "SELECT set_config('lock_timeout', ?, true)";

  private static final String PASS =
      "SELECT pg_advisory_xact_lock_shared(hashtextextended('haversack.configuration/' || ?::uuid, 0))";

  /** Two statements: the second sees what was committed before the first had the lock. */
  private static final String PASS_AND_COMPARE =
      PASS + "; SELECT revision FROM configuration_revision WHERE org_id = ?";

  private static final String CLOSE =
      "SELECT pg_advisory_xact_lock(hashtextextended('haversack.configuration/' || ?::uuid, 0))";

  private final DataSource database;
  private final OrganizationModels organizations;
  private final WritingConfiguration configuration;

  ConfigurationGate(
      DataSource database, OrganizationModels organizations, WritingConfiguration configuration) {
    this.database = database;
    this.organizations = organizations;
    this.configuration = configuration;
  }

  /**
   * Runs a write in a transaction of its own, with the present configuration; anew when that went
   * on meanwhile, or when another transaction was in the way. At first with what is known of the
   * configuration: neither what it lets through nor what it refuses counts when there is more.
   *
   * @throws ProblemException {@code not-ready} when others keep its locks for too long
   */
  public <T> T write(UUID organizationId, Function<OrganizationModel, T> work) {
    OrganizationModel organization = organizations.atLeast(organizationId, 0);
    for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
      OrganizationModel known = organization;
      try {
        return QuarkusTransaction.requiringNew().call(() -> inTransaction(known, work));
      } catch (OutdatedConfigurationException e) {
        organization = organizations.get(organizationId);
      } catch (DatabaseException e) {
        stopUnlessPassing(e);
        organization = organizations.get(organizationId);
      } catch (RefusedException e) {
        organization = newerThan(known, e.cause);
      }
    }
    return writeAtAnyRate(organizationId, work);
  }

  /**
   * While a large directory comes in, one page after the other, only who holds the gate gets on.
   * Nothing that closes it can change meanwhile, so there is nothing to compare at the end.
   */
  private <T> T writeAtAnyRate(UUID organizationId, Function<OrganizationModel, T> work) {
    try {
      return QuarkusTransaction.requiringNew()
          .call(() -> {
            limitWaiting();
            pass(organizationId);
            return work.apply(organizations.getInTransaction(organizationId));
          });
    } catch (DatabaseException e) {
      stopUnlessPassing(e);
      throw notReady();
    }
  }

  private <T> T inTransaction(OrganizationModel organization, Function<OrganizationModel, T> work) {
    limitWaiting();
    T result = decided(organization, work);
    if (!pass(organization)) {
      throw new OutdatedConfigurationException();
    }
    return result;
  }

  private static <T> T decided(
      OrganizationModel organization, Function<OrganizationModel, T> work) {
    try {
      return work.apply(organization);
    } catch (DatabaseException e) {
      throw e.isLocked() || e.isPassing() ? e : new RefusedException(e);
    } catch (RuntimeException e) {
      throw new RefusedException(e);
    }
  }

  /** What a newer configuration may not refuse. */
  private static final class RefusedException extends RuntimeException {

    private final RuntimeException cause;

    RefusedException(RuntimeException cause) {
      super(cause);
      this.cause = cause;
    }
  }

  /** The present configuration, if it is not the one that refused. */
  private OrganizationModel newerThan(OrganizationModel known, RuntimeException refusal) {
    OrganizationModel present;
    try {
      present = organizations.get(known.organizationId());
    } catch (RuntimeException e) {
      refusal.addSuppressed(e);
      throw refusal;
    }
    if (present.revision() <= known.revision()) {
      throw refusal;
    }
    return present;
  }

  private static void stopUnlessPassing(DatabaseException e) {
    if (e.isLocked()) {
      throw notReady();
    }
    if (!e.isPassing()) {
      throw e;
    }
  }

  private static ProblemException notReady() {
    return ProblemException.retryAfter(
        ProblemCode.NOT_READY, "Others are changing these records.", UNTIL_FREE);
  }

  private void limitWaiting() {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(LIMIT_WAITING)) {
      statement.setString(1, configuration.longestWait().toMillis() + "ms");
      statement.execute();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Passes the gate, until the transaction ends; whether this is the present configuration. */
  public boolean pass(OrganizationModel organization) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PASS_AND_COMPARE)) {
      statement.setObject(1, organization.organizationId());
      statement.setObject(2, organization.organizationId());
      statement.execute();
      statement.getMoreResults();
      try (ResultSet rows = Objects.requireNonNull(statement.getResultSet())) {
        return !rows.next() || rows.getLong(1) <= organization.revision();
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Passes the gate, until the transaction ends: no configuration changes meanwhile. */
  public void pass(UUID organizationId) {
    lock(PASS, organizationId);
  }

  /** Closes the gate until the transaction, one that changes the configuration, ends. */
  public void close(UUID organizationId) {
    lock(CLOSE, organizationId);
  }

  private void lock(String sql, UUID organizationId) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organizationId);
      statement.execute();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
