package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stream whose database connection is lost in the middle never looks whole. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class BrokenStreamTest {

  /** More than the ways between database and client can hold. */
  private static final int RECORDS = 30_000;

  private static final String INSERT =
      """
      WITH w AS (
        INSERT INTO record (org_id, entity, record_id, version, owner_id, business_unit_id, attributes)
        SELECT ?, 'account', gen_random_uuid(), nextval('record_version'), ?, ?,
               jsonb_build_object('name', (SELECT string_agg(md5(n::text || i), '') FROM generate_series(1, 30) i))
        FROM generate_series(1, ?) n
        RETURNING org_id, entity, record_id)
      INSERT INTO record_change (org_id, entity, record_id) SELECT org_id, entity, record_id FROM w
      """;

  /** Of streams that wait for their clients. */
  private static final String END =
      """
      SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
      WHERE datname = current_database() AND state = 'idle in transaction' AND query LIKE 'SELECT ''put'',%'
        AND state_change < clock_timestamp() - interval '500 ms'
      """;

  private static final String LAST_CHUNK = "\r\n0\r\n\r\n";

  @Inject ServedSales sales;
  @Inject DataSource database;

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip", "zstd"})
  void neverLooksWhole(String encoding) throws Exception {
    sales.feed();
    insert();
    sales.drain();
    try (Socket client = new Socket()) {
      client.setReceiveBufferSize(4_096);
      client.connect(new InetSocketAddress("localhost", RestAssured.port));
      client.setSoTimeout((int) Duration.ofSeconds(30).toMillis());
      client.getOutputStream().write(request(encoding));
      InputStream in = client.getInputStream();
      byte[] head = in.readNBytes(1_000);
      assertTrue(new String(head, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 200 OK\r\n"));

      endConnection();
      String rest = rest(in);

      assertFalse(rest.endsWith(LAST_CHUNK), "ended as if it were whole");
      assertFalse(rest.contains("urn:haversack:problem"), "a problem in the middle of a stream");
    }
  }

  private byte[] request(String encoding) {
    return """
    GET /dataset/v1/snapshot HTTP/1.1
    Host: localhost
    Authorization: Bearer %s
    Accept-Encoding: %s

    """
        .formatted(Tokens.user(sales.world.organization, Sales.ANNA), encoding)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String rest(InputStream in) {
    ByteArrayOutputStream rest = new ByteArrayOutputStream();
    try {
      in.transferTo(rest);
    } catch (IOException e) {
      // Reset by the service: it has not ended.
    }
    return rest.toString(StandardCharsets.ISO_8859_1);
  }

  private void insert() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(INSERT)) {
      statement.setObject(1, sales.world.organization);
      statement.setObject(2, Sales.ANNA);
      statement.setObject(3, Sales.UNIT);
      statement.setInt(4, RECORDS);
      statement.executeUpdate();
    }
  }

  private void endConnection() throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
    long ended = 0;
    while (ended == 0 && System.nanoTime() < end) {
      Thread.sleep(100);
      try (Connection connection = database.getConnection();
          PreparedStatement statement = connection.prepareStatement(END);
          ResultSet row = statement.executeQuery()) {
        row.next();
        ended = row.getLong(1);
      }
    }
    assertEquals(1, ended);
  }
}
