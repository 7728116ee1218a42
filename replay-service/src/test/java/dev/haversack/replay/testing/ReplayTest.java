package dev.haversack.replay.testing;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.contract.model.SyncErrorType;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.StubPorts;
import io.quarkus.test.common.QuarkusTestResource;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** What all tests of the running service need. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
@QuarkusTestResource(StubPorts.class)
public abstract class ReplayTest {

  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  protected StubDataset dataset;
  protected StubConflict conflict;

  @Inject DataSource database;

  /** What the test before left in its queues is not to turn up in this one. */
  @BeforeEach
  void freshStubs() {
    StubDataset.fresh();
    eventually(this::nothingIsDue);
    dataset = StubDataset.fresh();
    conflict = StubConflict.fresh();
  }

  private boolean nothingIsDue() throws SQLException {
    try (Connection connection = database.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM device_work")) {
      rows.next();
      return rows.getLong(1) == 0;
    }
  }

  /** Waits for something that must come. */
  protected static void eventually(Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(15))
        .pollInterval(Duration.ofMillis(20))
        .until(condition);
  }

  /** A refusal by a rule. */
  protected static ApplyFailure refusal() {
    return refusal("too-long");
  }

  /** A refusal by the rule with this code. */
  protected static ApplyFailure refusal(String code, FieldError... findings) {
    return new ApplyFailure(
        SyncErrorType.OTHER,
        code,
        null,
        "Refused by " + code + ".",
        findings.length == 0 ? null : List.of(findings),
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** A conflict about the name; what both sides counted is added. */
  protected static ApplyFailure partlySettled() {
    return conflict(
        JSON.objectNode().put("name", "Base").put("visits", 2),
        JSON.objectNode().put("name", "Theirs").put("visits", 5),
        9,
        JSON.objectNode().put("visits", 6),
        List.of(new AttributeMerge("visits", MergeSource.BOTH, AttributePolicy.SUM)));
  }

  /** A conflict with another's change. */
  protected static ApplyFailure conflictWith(long theirsVersion) {
    return conflict(
        null, JSON.objectNode().put("name", "a secret of theirs"), theirsVersion, null, null);
  }

  private static ApplyFailure conflict(
      @Nullable ObjectNode base,
      ObjectNode theirs,
      long theirsVersion,
      @Nullable ObjectNode settled,
      @Nullable List<AttributeMerge> settledBy) {
    return new ApplyFailure(
        SyncErrorType.CONFLICT,
        "conflict",
        "0x80060882",
        "The record changed meanwhile.",
        null,
        base,
        theirs,
        theirsVersion,
        List.of("name"),
        settled,
        settledBy);
  }
}
