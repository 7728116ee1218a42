package dev.haversack.dataset.importing;

import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Lines that are bad: named with their numbers, and nothing is imported. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class BadLinesTest extends ImportingFixture {

  @Test
  void badLinesAreNamedWithTheirNumbersAndNothingIsImported() {
    post(
            "account",
            NDJSON,
            """
            {"attributes":{"name":"Good"}}
            {"attributes":{"name":"Bad","nonsense":1}}

            {"id":"no uuid","attributes":{"name":"Bad"}}
            {"attributes":{"name":5,"revenue":-1}}
            {"attributes":{"name":"Bad","parentaccountid":"%s"}}
            {"attributes":{"name":"Cut of\
            """
                .formatted(UUID.randomUUID()),
            "")
        .statusCode(422)
        .body("code", equalTo("invalid-import"))
        .body("detail", containsString("6 findings"))
        .body(
            "errors.field",
            hasItems(
                "lines[2].attributes.nonsense",
                "lines[4].id",
                "lines[5].attributes.name",
                "lines[5].attributes.revenue",
                "lines[6].attributes.parentaccountid",
                "lines[7]"));
    nothingIsImported();
  }

  @Test
  void ofManyBadLinesTheFirstHundredAreNamedAndAllAreCounted() {
    post("account", NDJSON, "{\"attributes\":{}}\n".repeat(2500), "")
        .statusCode(422)
        .body("errors.size()", equalTo(100))
        .body("detail", containsString("2500 findings"));
    nothingIsImported();
  }

  @Test
  void badCsvIsNamed() {
    post("account", CSV, "name,nonsense\nA,B\n", "")
        .statusCode(422)
        .body("errors[0].field", equalTo("lines[1].nonsense"));
    post("account", CSV, "name,revenue\nA,1\nB\nC,x\n\"D,2\n", "")
        .statusCode(422)
        .body("errors.field", hasItems("lines[3]", "lines[4].attributes.revenue", "lines[5]"));
    post("account", CSV, "", "").statusCode(422);
    nothingIsImported();
  }

  @Test
  void aQuoteThatNeverEndsIsNamedByItsLine() throws SQLException {
    post("account", CSV, "name\nAcme\n\"never ends" + "x".repeat(11_000_000), "")
        .statusCode(422)
        .body("code", equalTo("invalid-import"))
        .body("errors[0].field", equalTo("lines[3]"))
        .body("errors[0].message", containsString("at most"));
    assertEquals(0, count("SELECT count(*) FROM record WHERE org_id = ? AND entity = 'account'"));
  }

  @Test
  void theSameIdTwiceIsADuplicate() {
    UUID id = UUID.randomUUID();
    String line = "{\"id\":\"%s\",\"attributes\":{\"name\":\"A\"}}\n".formatted(id);
    post("account", NDJSON, line + line, "")
        .statusCode(422)
        .body("errors[0].field", equalTo("lines[2]"));
  }
}
