package dev.haversack.dataset.importing;

import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.dataset.records.Reference;
import dev.haversack.platform.problem.ProblemCode;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Lookups of an import that point to records of later lines. They wait in a table of the
 * transaction, so that memory stays small.
 */
@ApplicationScoped
class ForwardReferences {

  private static final String BEGIN =
      """
      CREATE TEMPORARY TABLE import_expected (line bigint, attribute text, record_id uuid) ON COMMIT DROP;
      CREATE TEMPORARY TABLE import_bad (record_id uuid) ON COMMIT DROP
      """;
  private static final String EXPECT =
      "INSERT INTO import_expected (line, attribute, record_id) VALUES (?, ?, ?)";
  private static final String BAD = "INSERT INTO import_bad (record_id) VALUES (?)";

  /** A record whose own line is bad is named by that line, and not by all that point to it too. */
  private static final String MISSING =
      """
      SELECT e.line, e.attribute
      FROM import_expected e
      WHERE NOT EXISTS (
          SELECT FROM record r WHERE r.org_id = ? AND r.entity = ? AND r.record_id = e.record_id)
        AND NOT EXISTS (SELECT FROM import_bad b WHERE b.record_id = e.record_id)
      ORDER BY e.line, e.attribute
      """;

  private final DataSource database;

  ForwardReferences(DataSource database) {
    this.database = database;
  }

  /** Begins an import. */
  void begin() {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(BEGIN);
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Lookups of these lines point to records that are not there yet. */
  void expect(List<Expected> expected) {
    if (expected.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(EXPECT)) {
      for (Expected one : expected) {
        statement.setLong(1, one.line());
        statement.setString(2, one.reference().attribute());
        statement.setObject(3, one.reference().id());
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** The lines of these records are bad. */
  void bad(List<UUID> ids) {
    if (ids.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(BAD)) {
      for (UUID id : ids) {
        statement.setObject(1, id);
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** Finds what no line made. */
  void check(UUID organizationId, String entity, ImportFindings findings) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(MISSING)) {
      statement.setObject(1, organizationId);
      statement.setString(2, entity);
      statement.setFetchSize(1000);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          findings.add(
              rows.getLong(1),
              "attributes." + rows.getString(2),
              ProblemCode.UNKNOWN_REFERENCE,
              "There is no such record of " + entity + ", nor does a line make it.");
        }
      }
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /** A lookup of a line. */
  record Expected(long line, Reference reference) {}
}
