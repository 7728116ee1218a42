package dev.haversack.quickstart.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ApiClientTest {

  private FakeSuite suite;
  private ApiClient anna;

  @BeforeEach
  void start() throws IOException {
    suite = new FakeSuite();
    anna = ApiClient.of(suite.urls(), Credentials.user("anna", "any"));
  }

  @AfterEach
  void stop() {
    suite.close();
  }

  @Test
  void oneTokenServesManyCalls() {
    suite.will("/profile/v1/me", 200, "{}").will("/profile/v1/me", 200, "{}");

    anna.get("/profile/v1/me", JsonNode.class);
    Answer<JsonNode> answer = anna.get("/profile/v1/me", JsonNode.class);

    assertEquals(1, suite.tokens);
    assertEquals("\"7\"", answer.etag().orElseThrow());
    assertEquals(List.of("Bearer secret"), suite.asked.getLast().headers().get("Authorization"));
  }

  @Test
  void aProblemDocumentBecomesAnExceptionThatSaysWhat() {
    suite.will(
        "/dataset/v1/records/account",
        422,
        """
        {"type":"urn:haversack:problem:unknown-attribute","title":"Unknown attribute","status":422,
         "code":"unknown-attribute","detail":"The entity account has no attribute \\"nam\\".",
         "errors":[{"field":"attributes.nam","code":"unknown-attribute","message":"There is name."}]}\
        """);

    ProblemAnswerException refused =
        assertThrows(
            ProblemAnswerException.class,
            () -> anna.post("/dataset/v1/records/account", Json.object(), JsonNode.class));

    assertEquals(422, refused.status());
    assertEquals("unknown-attribute", refused.code());
    assertEquals(1, refused.errors().size());
    assertTrue(refused.getMessage().contains("attributes.nam"), refused.getMessage());
    assertTrue(refused.getMessage().contains("POST"), refused.getMessage());
  }

  @Test
  void anAnswerThatIsNoProblemDocumentIsShownShortened() {
    suite.will("/profile/v1/me", 502, "<html>" + "x".repeat(2000));

    ProblemAnswerException refused =
        assertThrows(
            ProblemAnswerException.class, () -> anna.get("/profile/v1/me", JsonNode.class));

    assertEquals("", refused.code());
    assertTrue(refused.getMessage().length() < 700);
  }

  @Test
  void aBrokenConnectionIsNoRefusal() {
    suite.will("/profile/v1/me", 0, "");

    assertThrows(
        UnreachableException.class, () -> anna.post("/profile/v1/me", null, JsonNode.class));
  }

  @Test
  void aServiceNamesTheOrganizationItActsFor() {
    UUID organization = new UUID(0, 9);
    suite.will("/profile/v1/x", 200, "{}");

    anna.as(Credentials.service("replay-service", "any", organization))
        .get("/profile/v1/x", JsonNode.class);

    assertEquals(
        List.of(organization.toString()),
        suite.asked.getLast().headers().get("Haversack-organization"));
  }

  @Test
  void observersSeeExchanges() {
    suite.will("/replay/v1/x", 200, "{\"a\":1}");
    List<Exchange> seen = new ArrayList<>();

    anna.observedBy(seen::add).post("/replay/v1/x", Json.object().put("b", 2), JsonNode.class);

    assertEquals("{\"b\":2}", seen.getFirst().requestBody());
    assertEquals("{\"a\":1}", seen.getFirst().answerBody());
  }

  @Test
  void pathsThatNoServiceAnswersAreRefusedAtOnce() {
    assertThrows(IllegalArgumentException.class, () -> anna.get("/elsewhere/v1/x", JsonNode.class));
  }
}
