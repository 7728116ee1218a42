package dev.haversack.dataset.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.FieldError;
import dev.haversack.dataset.testing.TestOrganization;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RecordValidatorTest {

  private static final ObjectMapper JSON =
      new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

  private final TestOrganization org = new TestOrganization();
  private final RecordValidator validator =
      new RecordValidator(org.model().entity("opportunity").orElseThrow());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"nonsense":1}                                        | unknown-attribute
          {"createdon":"2026-01-01T00:00:00Z"}                  | read-only-attribute
          {"owningbusinessunit":null}                           | read-only-attribute
          {"name":5}                                            | wrong-type
          {"name":"a\\u0000b"}                                  | wrong-type
          {"name":"\\ud800"}                                    | wrong-type
          {"estimatedvalue":"12"}                               | wrong-type
          {"estimatedvalue":-1}                                 | out-of-range
          {"estimatedvalue":1e30}                               | out-of-range
          {"estimatedvalue":1e999}                              | wrong-type
          {"estimatedvalue":0.12345678901}                      | out-of-range
          {"closeprobability":101}                              | out-of-range
          {"closeprobability":1.5}                              | wrong-type
          {"closeprobability":9999999999}                       | out-of-range
          {"confirminterest":"true"}                            | wrong-type
          {"statecode":7}                                       | unknown-choice
          {"statecode":"0"}                                     | wrong-type
          {"channels":1}                                        | wrong-type
          {"channels":[]}                                       | wrong-type
          {"channels":["1"]}                                    | wrong-type
          {"channels":[1,7]}                                    | unknown-choice
          {"estimatedclosedate":"2026-02-30"}                   | wrong-type
          {"pickupdue":"2026-02-03"}                            | wrong-type
          {"pickupdue":"+12026-02-03T00:00:00Z"}                | wrong-type
          {"accountid":"1-1-1-1-1"}                             | wrong-type
          {"accountid":{"id":"x"}}                              | wrong-type
          {"customeridtype":"account"}                          | missing-required
          {"customerid":null,"customeridtype":"opportunity"}    | unknown-reference
          """)
  void findsWhatIsWrongWithAValue(String sent, String code) {
    CheckedValues checked = validator.read(json(sent));
    assertEquals(List.of(code), checked.findings().stream().map(FieldError::code).toList());
  }

  @Test
  void countsCharactersAndNotCodeUnits() {
    String hundred = "🎒".repeat(100);
    assertTrue(validator.read(json("{\"name\":\"" + hundred + "\"}")).findings().isEmpty());
    assertEquals(
        "too-long",
        validator.read(json("{\"name\":\"" + hundred + "x\"}")).findings().getFirst().code());
  }

  @Test
  void findsEverythingAtOnce() {
    CheckedValues checked = validator.read(json("{\"nonsense\":1,\"estimatedvalue\":\"x\"}"));
    List<FieldError> all = validator.complete(checked, null, List.of(), targets()).findings();
    assertEquals(
        List.of(
            "attributes.nonsense",
            "attributes.estimatedvalue",
            "attributes.name",
            "attributes.ownerid"),
        all.stream().map(FieldError::field).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"estimatedvalue":12500.0}                       | {"estimatedvalue":12500}
          {"estimatedvalue":12500.50}                      | {"estimatedvalue":12500.5}
          {"pickupdue":"2026-02-03T01:00:00+01:00"}        | {"pickupdue":"2026-02-03T00:00:00Z"}
          {"accountid":"AAAAAAAA-0000-4000-8000-00000000000A"} | {"accountid":"aaaaaaaa-0000-4000-8000-00000000000a"}
          {"channels":[2,1,2]}                             | {"channels":[1,2]}
          {"customerid":null}                              | {"customerid":null,"customeridtype":null}
          """)
  void storesValuesInOneForm(String sent, String stored) {
    assertEquals(json(stored).toString(), validator.read(json(sent)).values().toString());
  }

  @Test
  void aNewRecordGetsTheFirstStateWithItsFirstStatus() {
    assertEquals("0 1", states("{}", null));
  }

  @Test
  void aStatusBringsItsStateAlongInANewRecord() {
    assertEquals("1 3", states("{\"statuscode\":3}", null));
  }

  @Test
  void aNewStateGetsItsFirstStatus() {
    assertEquals("1 3", states("{\"statecode\":1}", "{\"statecode\":0,\"statuscode\":2}"));
  }

  @Test
  void aStatusOfAnotherStateIsRefused() {
    CheckedValues checked = validator.read(json("{\"statuscode\":3}"));
    ObjectNode present = json("{\"name\":\"A\",\"statecode\":0,\"statuscode\":1}");
    assertEquals(
        "invalid-state",
        validator.complete(checked, present, List.of(), targets()).findings().getFirst().code());
  }

  @Test
  void aRequiredValueCannotBeTakenAway() {
    CheckedValues checked = validator.read(json("{\"name\":null}"));
    assertEquals(
        "missing-required",
        validator
            .complete(checked, json("{\"name\":\"A\"}"), List.of(), targets())
            .findings()
            .getFirst()
            .code());
  }

  @Test
  void theCompanionIsFilledInWithTheTargetThatIsThere() {
    UUID contact = UUID.randomUUID();
    var targets =
        new Targets(
            org.model().directory(),
            Map.of(new RecordKey("contact", contact), RecordAccess.NOBODY));
    CheckedValues checked = validator.read(json("{\"customerid\":\"" + contact + "\"}"));
    var resolved = checked.references().stream().flatMap(r -> targets.resolve(r).stream()).toList();
    validator.complete(checked, json("{\"name\":\"A\"}"), resolved, targets);
    assertEquals("contact", checked.values().get("customeridtype").textValue());
  }

  @Test
  void aTargetThatIsNotThereIsFoundAndOneThatStaysIsNot() {
    UUID gone = UUID.randomUUID();
    String sent = "{\"accountid\":\"" + gone + "\"}";
    assertEquals(
        "unknown-reference",
        validator
            .complete(validator.read(json(sent)), json("{\"name\":\"A\"}"), List.of(), targets())
            .findings()
            .getFirst()
            .code());
    ObjectNode present = json("{\"name\":\"A\",\"accountid\":\"" + gone + "\"}");
    assertTrue(
        validator
            .complete(validator.read(json(sent)), present, List.of(), targets())
            .findings()
            .isEmpty());
  }

  @Test
  void anAccessTeamCannotOwn() {
    CheckedValues checked = validator.read(json("{\"ownerid\":\"" + org.helpers + "\"}"));
    var targets = targets();
    var resolved = checked.references().stream().flatMap(r -> targets.resolve(r).stream()).toList();
    assertEquals(
        "attributes.ownerid",
        validator
            .complete(checked, json("{\"name\":\"A\"}"), resolved, targets)
            .findings()
            .getFirst()
            .field());
  }

  private String states(String sent, String present) {
    CheckedValues checked =
        validator.complete(
            validator.read(json(sent)),
            present == null ? null : json(present),
            List.of(),
            targets());
    return checked.values().get("statecode") + " " + checked.values().get("statuscode");
  }

  private Targets targets() {
    return new Targets(org.model().directory(), Map.of());
  }

  private static ObjectNode json(String text) {
    try {
      return (ObjectNode) JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
