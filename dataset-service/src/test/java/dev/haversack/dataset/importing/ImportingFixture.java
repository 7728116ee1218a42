package dev.haversack.dataset.importing;

import static dev.haversack.dataset.testing.RecordCalls.path;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import io.quarkus.test.common.http.TestHTTPResource;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

/** A fresh organization for each test of imports. */
abstract class ImportingFixture {

  static final String NDJSON = "application/x-ndjson";
  static final String CSV = "text/csv";

  @Inject ConfigurationStore configuration;
  @Inject DataSource database;

  @TestHTTPResource("/dataset/v1/records/account/import")
  URL url;

  TestOrganization org;
  RecordCalls calls;

  @BeforeEach
  void newOrganization() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
  }

  ValidatableResponse post(String entity, String type, String body, String query) {
    return calls
        .admin()
        .contentType(type)
        .body(body.getBytes(StandardCharsets.UTF_8))
        .post(URI.create(path(entity) + "/import" + query).toString())
        .then();
  }

  void nothingIsImported() {
    assertEquals(0, count("SELECT count(*) FROM record WHERE org_id = ? AND entity = 'account'"));
  }

  long count(String sql) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, org.id);
      try (ResultSet rows = statement.executeQuery()) {
        rows.next();
        return rows.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
