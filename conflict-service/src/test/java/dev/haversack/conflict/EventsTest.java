package dev.haversack.conflict;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.testing.EventReader;
import dev.haversack.testing.Tokens;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What happens to errors, as it happens. */
@QuarkusTest
class EventsTest extends ResolutionFixture {

  private static final String EVENTS = "/conflict/v1/sync-errors/events";
  private static final long SOON = 5_000;

  @Inject TestClock clock;
  @Inject DataSource database;

  @AfterEach
  void presentTime() {
    clock.reset();
  }

  @Test
  void everythingThatHappensIsToldInOrder() throws Exception {
    try (EventReader anna = read(scene.anna, null)) {
      assertEquals("text/event-stream", anna.contentType().split(";")[0]);
      UUID error = scene.conflict();
      scene
          .asAnna()
          .body("{\"text\": \"Hm.\"}")
          .post("/conflict/v1/sync-errors/{id}/comments", error);
      String decision = scene.discard(error);
      scene.settle(error, decision, "discarded");

      EventReader.Received failed = anna.next(SOON);
      assertEquals("failed", failed.name());
      assertEquals("1", failed.id());
      assertEquals(error.toString(), failed.data().get("errorId").asText());
      assertEquals("active", failed.data().get("state").asText());
      assertEquals("conflict", failed.data().get("type").asText());
      assertFalse(failed.data().toString().contains("rucksacks"), "no contents of records");
      assertEquals("commented", anna.next(SOON).name());
      EventReader.Received decided = anna.next(SOON);
      assertEquals("decided", decided.name());
      assertEquals(scene.anna.toString(), decided.data().get("by").asText());
      assertEquals("settled", anna.next(SOON).name());
    }
  }

  @Test
  void aClientGoesOnWhereItWas() throws Exception {
    scene.conflict();
    scene.conflict();
    UUID third = scene.conflict();
    try (EventReader anna = read(scene.anna, "2")) {
      EventReader.Received event = anna.next(SOON);
      assertEquals("3", event.id());
      assertEquals(third.toString(), event.data().get("errorId").asText());
    }
    try (EventReader anna = read(scene.anna, null)) {
      assertNull(anna.next(300), "without a place it begins now");
    }
    try (EventReader anna = read(scene.anna, "999999")) {
      assertEquals("reset", anna.next(SOON).name());
      scene.conflict();
      assertEquals("4", anna.next(SOON).id(), "a place that never was");
    }
  }

  @Test
  void nobodyHearsOfErrorsThatHeDoesNotSee() throws Exception {
    try (EventReader moses = read(scene.moses, "0");
        EventReader ruth =
            new EventReader(EVENTS, Tokens.admin(scene.organization, scene.ruth), "0");
        EventReader stranger = read(UUID.randomUUID(), scene.anna, "0")) {
      UUID error = scene.conflict();
      assertEquals("failed", ruth.next(SOON).name());
      assertNull(moses.next(300));
      assertNull(stranger.next(300));
      assertEquals(200, moses.status());
      assertTrue(error.version() > 0);
    }
    try (EventReader service = new EventReader(EVENTS, Tokens.service(), null)) {
      assertEquals(403, service.status());
    }
    try (EventReader bad = read(scene.anna, "x")) {
      assertEquals(400, bad.status());
    }
  }

  @Test
  void whoWasAwayForTooLongIsToldSo() throws Exception {
    scene.conflict();
    scene.conflict();
    clock.pass(Duration.ofDays(8));
    awaitCleaned();
    scene.conflict();
    try (EventReader anna = read(scene.anna, "0")) {
      EventReader.Received reset = anna.next(SOON);
      assertEquals("reset", reset.name());
      assertEquals("3", reset.id());
      scene.conflict();
      assertEquals("4", anna.next(SOON).id());
    }
  }

  @Test
  void whoWasAwayForTooLongIsToldSoAlsoWhileNothingHappens() throws Exception {
    scene.conflict();
    scene.conflict();
    clock.pass(Duration.ofDays(8));
    awaitCleaned();
    try (EventReader anna = read(scene.anna, "1")) {
      EventReader.Received reset = anna.next(SOON);
      assertEquals("reset", reset.name());
      assertEquals("2", reset.id());
    }
    try (EventReader anna = read(scene.anna, "2")) {
      assertNull(anna.next(300), "nothing was missed");
    }
  }

  @Test
  void whatIsReportedTogetherIsToldInOrder() throws Exception {
    UUID decided = scene.conflict();
    String decision = scene.discard(decided);
    List<UUID> fresh =
        Stream.generate(UUID::randomUUID)
            .limit(3)
            .sorted(Comparator.comparing(UUID::toString))
            .toList();

    scene.report(
        fresh.reversed().stream()
            .map(error -> scene.conflict(error, 1, "2026-11-23T10:15:30Z"))
            .toList(),
        List.of(Scene.settled(decided, decision, "applied")));

    try (EventReader anna = read(scene.anna, "2")) {
      for (int i = 0; i < 3; i++) {
        assertEvent(anna.next(SOON), i + 3, "failed", fresh.get(i));
      }
      assertEvent(anna.next(SOON), 6, "settled", decided);
    }
  }

  private static void assertEvent(EventReader.Received event, int id, String kind, UUID error) {
    assertEquals(String.valueOf(id), event.id());
    assertEquals(kind, event.name());
    assertEquals(error.toString(), event.data().get("errorId").asText());
  }

  /** Numbers without gaps, and nobody sees a later one before an earlier one. */
  @Test
  void whoeverWritesAtOnceTheOrderIsTheSameForAll() throws Exception {
    try (EventReader anna = read(scene.anna, "0")) {
      List<Thread> writers = new ArrayList<>();
      IntStream.range(0, 8).forEach(i -> writers.add(Thread.ofVirtual().start(scene::conflict)));
      for (Thread writer : writers) {
        writer.join();
      }
      List<Long> numbers = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        numbers.add(Long.valueOf(anna.next(SOON).id()));
      }
      assertEquals(LongStream.rangeClosed(1, 8).boxed().toList(), numbers);
    }
  }

  private void awaitCleaned() {
    Awaitility.await().atMost(Duration.ofSeconds(15)).until(() -> keptEvents() == 0);
  }

  private long keptEvents() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement =
            connection.prepareStatement("SELECT count(*) FROM sync_error_event WHERE org_id = ?")) {
      statement.setObject(1, scene.organization);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private EventReader read(UUID user, String lastEventId) throws IOException {
    return read(scene.organization, user, lastEventId);
  }

  private static EventReader read(UUID organization, UUID user, String lastEventId) {
    return new EventReader(EVENTS, Tokens.user(organization, user), lastEventId);
  }
}
