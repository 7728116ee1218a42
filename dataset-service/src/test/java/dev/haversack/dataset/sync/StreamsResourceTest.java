package dev.haversack.dataset.sync;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdInputStream;
import dev.haversack.contract.model.DatasetEnd;
import dev.haversack.contract.model.DatasetLine;
import dev.haversack.contract.model.DatasetPage;
import dev.haversack.contract.model.DatasetPut;
import dev.haversack.contract.model.DatasetStart;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import dev.haversack.testing.Tokens;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Packed, resumed, paged, verified and awaited. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class StreamsResourceTest {

  private static final String SNAPSHOT = "/dataset/v1/snapshot";

  @Inject ServedSales sales;

  @BeforeEach
  void fiveAccounts() throws Exception {
    sales.feed();
    for (int i = 1; i <= 5; i++) {
      sales.writeOnly(i, "Bern");
    }
    sales.drain();
  }

  @Test
  void zstdForThoseWhoTakeIt() throws Exception {
    Response answer = call(null).header("Accept-Encoding", "gzip;q=0.5, zstd").get(SNAPSHOT);

    answer.then().statusCode(200).header("Content-Encoding", "zstd");
    byte[] packed = answer.asByteArray();
    try (var in = new ZstdInputStream(new ByteArrayInputStream(packed))) {
      List<DatasetLine> lines = sales.lines(new String(in.readAllBytes(), StandardCharsets.UTF_8));
      assertEquals(7, lines.size());
    }
  }

  @Test
  void startTellsIntervalsAndEndWhenToComeAgain() throws Exception {
    List<DatasetLine> lines = lines(SNAPSHOT);
    DatasetStart start = (DatasetStart) lines.getFirst();
    DatasetEnd end = (DatasetEnd) lines.getLast();

    assertEquals(10, start.entities().getFirst().syncIntervalMinutes());
    assertTrue(end.warnAt().isBefore(end.expiresAt()));
    assertTrue(end.entities().getFirst().nextSyncAt().isBefore(end.warnAt()));
  }

  @Test
  void streamThatBrokeOffIsGoneOnWith() throws Exception {
    List<DatasetLine> first = lines(SNAPSHOT);
    DatasetStart start = (DatasetStart) first.getFirst();
    DatasetPut last = (DatasetPut) first.get(2);
    sales.write(1, "Basel");
    sales.delete(2);

    List<DatasetLine> rest = lines(resumed(start.resume(), last.entity(), last.id()));

    List<UUID> puts =
        rest.stream().filter(DatasetPut.class::isInstance).map(l -> ((DatasetPut) l).id()).toList();
    assertEquals(IntStream.of(1, 3, 4, 5).mapToObj(n -> new UUID(9, n)).toList(), puts);
    assertEquals(1, ((DatasetEnd) rest.getLast()).entities().getFirst().removes());
    assertEquals(0, ((DatasetStart) lines(delta(rest)).getFirst()).entities().getFirst().records());
  }

  @Test
  void badResumptionsAreRefused() throws Exception {
    List<DatasetLine> first = lines(SNAPSHOT);
    String resume = ((DatasetStart) first.getFirst()).resume();
    String token = ((DatasetEnd) first.getLast()).token();
    UUID id = new UUID(9, 1);
    refused(SNAPSHOT + "?resume=" + resume, 400, "invalid-request");
    refused(SNAPSHOT + "?afterId=" + id, 400, "invalid-request");
    refused(resumed(resume, "nonsense", id), 400, "invalid-request");
    refused(resumed(resume, "account", id) + "&entity=account", 400, "invalid-request");
    refused(resumed(token, "account", id), 410, "dataset-token-invalid");
    refused("/dataset/v1/delta?token=" + resume, 410, "dataset-token-invalid");
    refused(
        "/dataset/v1/delta?token="
            + token
            + "&resume="
            + resume
            + "&afterEntity=account&afterId="
            + id,
        410,
        "dataset-token-invalid");
    refused(SNAPSHOT + "?entity=nonsense", 400, "invalid-request");
    refused(SNAPSHOT + "?resume=", 400, "invalid-request");
    refused("/dataset/v1/pages?token=", 400, "invalid-request");
    refused("/dataset/v1/pages?limit=5&token", 400, "invalid-request");
    refused("/dataset/v1/pages?limit=5&limit=5", 400, "invalid-request");
    refused(SNAPSHOT + "?entities=account", 400, "invalid-request");
  }

  @Test
  void oneEntityAloneHasNoToken() throws Exception {
    List<DatasetLine> lines = lines(SNAPSHOT + "?entity=account");

    assertEquals(7, lines.size());
    assertNull(((DatasetEnd) lines.getLast()).token());
    assertNull(((DatasetStart) lines.getFirst()).resume());
  }

  @Test
  void digestsTellWhatADeviceMustHold() throws Exception {
    List<DatasetLine> snapshot = lines(SNAPSHOT);
    DatasetEnd end = (DatasetEnd) snapshot.getLast();
    String path = "/dataset/v1/digests?token=" + end.token();

    call(Contract.requestAndAnswer())
        .get(path)
        .then()
        .statusCode(200)
        .body("entities", hasSize(1))
        .body("entities[0].records", equalTo(5))
        .body("entities[0].digest", equalTo(end.entities().getFirst().digest()))
        .body("entities[0].changed", equalTo(false));
    sales.write(1, "Basel");
    call(Contract.requestAndAnswer()).get(path).then().body("entities[0].changed", equalTo(true));
  }

  @Test
  void pagesHoldWhatTheStreamHolds() throws Exception {
    List<UUID> all = new ArrayList<>();
    DatasetPage page = page("/dataset/v1/pages?limit=2");
    page.puts().forEach(put -> all.add(put.id()));
    sales.write(1, "Basel");
    while (page.nextCursor() != null) {
      assertNull(page.token());
      page = page("/dataset/v1/pages?limit=2&cursor=" + page.nextCursor());
      page.puts().forEach(put -> all.add(put.id()));
    }

    assertEquals(IntStream.of(1, 2, 1, 3, 4, 5).mapToObj(n -> new UUID(9, n)).toList(), all);
    sales.delete(3);
    DatasetPage delta = page("/dataset/v1/pages?token=" + page.token());
    assertEquals("delta", delta.kind());
    assertEquals(new UUID(9, 3), delta.removes().getFirst().id());
    refused("/dataset/v1/pages?cursor=x", 400, "invalid-cursor");
  }

  @Test
  void waitingDeviceHasWhatIsNewAtOnceAndNothingOfOthers() throws Exception {
    String path = delta(lines(SNAPSHOT));
    CompletableFuture<Response> answer =
        CompletableFuture.supplyAsync(
            () -> call(Contract.requestAndAnswer()).header("Prefer", "wait=20").get(path));

    writeOfMoses();
    assertFalse(isAnsweredWithin(answer, Duration.ofMillis(400)), "Anna has nothing new");
    sales.write(6, "Bern");

    Response delta = answer.get(10, TimeUnit.SECONDS);
    assertEquals(3, sales.lines(delta.asString()).size());
  }

  /** A user has eight places to wait at. */
  @Test
  void whoGoesWhileWaitingGivesHisPlaceBack() throws Exception {
    String path = delta(lines(SNAPSHOT));
    List<Socket> waiting = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      waiting.add(waiting(path));
    }
    Thread.sleep(1_000);
    call(Contract.answer()).header("Prefer", "wait=1").get(path).then().statusCode(503);

    for (Socket gone : waiting) {
      gone.close();
    }

    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    int status = 503;
    while (status == 503 && System.nanoTime() < end) {
      status = call(Contract.answer()).header("Prefer", "wait=1").get(path).statusCode();
    }
    assertEquals(200, status);
  }

  private Socket waiting(String path) throws Exception {
    Socket socket = new Socket("localhost", RestAssured.port);
    socket
        .getOutputStream()
        .write(
            """
            GET %s HTTP/1.1
            Host: localhost
            Authorization: Bearer %s
            Prefer: wait=40

            """
                .formatted(path, Tokens.user(sales.world.organization, Sales.ANNA))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    return socket;
  }

  @Test
  void waitEndsWithAnEmptyDelta() throws Exception {
    String path = delta(lines(SNAPSHOT));

    Response answer = call(Contract.requestAndAnswer()).header("Prefer", "wait=1").get(path);

    assertEquals(2, sales.lines(answer.asString()).size());
    call(Contract.answer())
        .header("Prefer", "wait=soon")
        .get(path)
        .then()
        .statusCode(400)
        .body("code", equalTo("invalid-request"));
  }

  private void writeOfMoses() throws Exception {
    sales.writeOf(Sales.MOSES, 7, "Bern");
    sales.drain();
  }

  private static boolean isAnsweredWithin(CompletableFuture<?> answer, Duration time)
      throws Exception {
    try {
      answer.get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (java.util.concurrent.TimeoutException e) {
      return false;
    }
  }

  private DatasetPage page(String path) {
    return call(Contract.requestAndAnswer())
        .get(path)
        .then()
        .statusCode(200)
        .extract()
        .as(DatasetPage.class);
  }

  private static String resumed(String resume, String entity, UUID id) {
    return SNAPSHOT + "?resume=" + resume + "&afterEntity=" + entity + "&afterId=" + id;
  }

  private static String delta(List<DatasetLine> lines) {
    return "/dataset/v1/delta?token=" + ((DatasetEnd) lines.getLast()).token();
  }

  private List<DatasetLine> lines(String path) throws Exception {
    return sales.lines(
        call(Contract.requestAndAnswer()).get(path).then().statusCode(200).extract().asString());
  }

  private void refused(String path, int status, String code) {
    call(Contract.answer()).get(path).then().statusCode(status).body("code", equalTo(code));
  }

  private RequestSpecification call(Filter contract) {
    RequestSpecification call =
        given().auth().oauth2(Tokens.user(sales.world.organization, Sales.ANNA));
    return contract == null ? call : call.filter(contract);
  }
}
