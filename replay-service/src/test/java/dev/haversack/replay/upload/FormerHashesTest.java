package dev.haversack.replay.upload;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.replay.testing.ReplayTest;
import dev.haversack.replay.testing.TestDevice;
import dev.haversack.replay.testing.TestDevice.Action;
import dev.haversack.testing.Contract;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** What was uploaded when the form of numbers still counted is known again, as it was sent. */
@QuarkusTest
class FormerHashesTest extends ReplayTest {

  private static final UUID RECORD = UUID.randomUUID();

  @Inject DataSource pool;
  @Inject ObjectMapper json;

  private final TestDevice device = new TestDevice();
  private final Action action = amount("3.0");

  @Test
  void batchesAndActions() throws SQLException {
    Map<String, Object> batch = device.batch(List.of(action));
    upload(batch, 200);
    UploadAction uploaded = json.convertValue(action, UploadAction.class);
    byte[] former = ContentHash.former(uploaded);
    store("UPDATE action SET content_hash = ? WHERE org_id = ?", former);
    store("UPDATE batch SET content_hash = ? WHERE org_id = ?", ContentHash.of(List.of(former)));

    upload(batch, 200);
    upload(device.batch(List.of(action)), 200);
    upload(device.batch(List.of(action.with("attributes", Map.of("amount", 4)))), 409);
    batch.put("actions", List.of(action.with("attributes", Map.of("amount", 4))));
    upload(batch, 409);
  }

  @Test
  void numbersCountByValue() {
    Map<String, Object> batch = device.batch(List.of(action));
    upload(batch, 200);
    batch.put("actions", List.of(action.with("attributes", Map.of("amount", 3))));

    upload(batch, 200);
    upload(device.batch(List.of(action.with("attributes", Map.of("amount", 3)))), 200);
  }

  private Action amount(String amount) {
    return device.update("account", RECORD, 7, Map.of("amount", new BigDecimal(amount)));
  }

  private void upload(Map<String, Object> batch, int status) {
    device.upload(batch, "wait=10", Contract.requestAndAnswer()).then().statusCode(status);
  }

  private void store(String sql, byte[] hash) throws SQLException {
    try (Connection connection = pool.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setBytes(1, hash);
      statement.setObject(2, device.organization());
      statement.executeUpdate();
    }
  }
}
