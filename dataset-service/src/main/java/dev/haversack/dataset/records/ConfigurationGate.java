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
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Keeps writes of records and changes of the configuration from missing each other.
 *
 * <p>A write is decided by the configuration that was known before its transaction. It passes the
 * gate when its records are locked and before it stores anything; a change of the configuration
 * closes the gate until it is committed. So either the write is committed before, and the change
 * sees its records, or the write sees that the configuration went on, and is decided anew.
 *
 * <p>The gate comes after the locks of records, and who closes it waits for no record: nobody waits
 * in a circle, and a write that waits long for its record keeps nobody else waiting. An advisory
 * lock, because it is fair: many writes cannot keep a change waiting for ever, as they could with
 * {@code FOR SHARE} on the row of the revision.
 */
@ApplicationScoped
public class ConfigurationGate {

  /** Each attempt loses only against another change of the configuration. */
  private static final int MOST_ATTEMPTS = 5;

  private static final String PASS =
      "SELECT pg_advisory_xact_lock_shared(hashtextextended('haversack.configuration/' || ?::uuid, 0))";
  private static final String CLOSE =
      "SELECT pg_advisory_xact_lock(hashtextextended('haversack.configuration/' || ?::uuid, 0))";
  private static final String REVISION =
      "SELECT revision FROM configuration_revision WHERE org_id = ?";

  private final DataSource database;
  private final OrganizationModels organizations;

  ConfigurationGate(DataSource database, OrganizationModels organizations) {
    this.database = database;
    this.organizations = organizations;
  }

  /**
   * Runs a write in a transaction of its own, with the present configuration; anew when that went
   * on meanwhile.
   *
   * @throws ProblemException {@code not-ready} when it does not stop going on
   */
  public <T> T write(UUID organizationId, Function<OrganizationModel, T> work) {
    for (int attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      OrganizationModel organization = organizations.get(organizationId);
      try {
        return QuarkusTransaction.requiringNew().call(() -> work.apply(organization));
      } catch (OutdatedConfigurationException e) {
        // The next attempt takes the new one.
      }
    }
    throw ProblemException.retryAfter(
        ProblemCode.NOT_READY, "The configuration is changing.", Duration.ofSeconds(1));
  }

  /**
   * Passes the gate, until the transaction ends.
   *
   * @throws OutdatedConfigurationException when this is not the present configuration any more
   */
  public void requirePresent(OrganizationModel organization) {
    if (!pass(organization)) {
      throw new OutdatedConfigurationException();
    }
  }

  /** Passes the gate, until the transaction ends; whether this is the present configuration. */
  public boolean pass(OrganizationModel organization) {
    pass(organization.organizationId());
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(REVISION)) {
      statement.setObject(1, organization.organizationId());
      try (ResultSet rows = statement.executeQuery()) {
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
