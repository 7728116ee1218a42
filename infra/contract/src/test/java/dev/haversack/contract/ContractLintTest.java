package dev.haversack.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.ContractDocument.Place;
import dev.haversack.contract.model.CommandName;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The rules that every operation and schema of the contract keeps. */
class ContractLintTest {

  private static final Pattern REFERENCE = Pattern.compile("#/components/(\\w+)/(\\w+)");

  @Test
  void theParserHasNothingToSay() {
    assertEquals(List.of(), ContractDocument.parserMessages());
  }

  @Test
  void everyOperationSaysWhatItIsAndWhoMayCallIt() {
    Set<String> tags =
        ContractDocument.api().getTags().stream().map(Tag::getName).collect(Collectors.toSet());
    List<String> faults = new ArrayList<>();
    ContractDocument.operations()
        .forEach(place -> {
          var operation = place.operation();
          check(faults, place, operation.getOperationId() != null, "has no operationId");
          check(faults, place, operation.getSummary() != null, "has no summary");
          check(
              faults,
              place,
              operation.getTags() != null
                  && operation.getTags().size() == 1
                  && tags.containsAll(operation.getTags()),
              "needs exactly one tag that the root document describes");
          check(
              faults,
              place,
              place.path().matches("/(profile|dataset|replay|conflict)/v1/.+"),
              "begins with no service's name");
        });
    assertEquals(List.of(), faults);
  }

  @Test
  void operationIdsAreUnique() {
    Map<String, Long> counts =
        ContractDocument.operations()
            .collect(
                Collectors.groupingBy(p -> p.operation().getOperationId(), Collectors.counting()));
    assertEquals(Map.of(), withCountAboveOne(counts));
  }

  @Test
  void everyOperationNamesTheProblemsThatItCanAnswerWith() {
    List<String> faults = new ArrayList<>();
    ContractDocument.operations()
        .forEach(place -> {
          for (String status : List.of("400", "401", "403")) {
            check(
                faults,
                place,
                place.operation().getResponses().containsKey(status),
                "has no answer " + status);
          }
          for (String status : List.of("413", "415")) {
            check(
                faults,
                place,
                place.operation().getRequestBody() == null
                    || place.operation().getResponses().containsKey(status),
                "takes a body but has no answer " + status);
          }
        });
    assertEquals(List.of(), faults);
  }

  @Test
  void everyErrorIsAProblemDocument() {
    List<String> faults = new ArrayList<>();
    ContractDocument.operations()
        .forEach(place ->
            place
                .operation()
                .getResponses()
                .forEach((status, response) ->
                    check(
                        faults,
                        place,
                        status.startsWith("2") || status.equals("304") || isProblem(response),
                        "answers " + status + " with something else than a problem")));
    assertEquals(List.of(), faults);
  }

  @Test
  void everySchemaAndPropertyIsDescribed() {
    List<String> faults = new ArrayList<>();
    ContractDocument.api()
        .getComponents()
        .getSchemas()
        .forEach((name, schema) -> {
          if (schema.getDescription() == null) {
            faults.add(name + " has no description");
          }
          properties(schema)
              .forEach((property, inner) -> {
                if (inner.get$ref() == null && inner.getDescription() == null) {
                  faults.add(name + "." + property + " has no description");
                }
              });
        });
    assertEquals(List.of(), faults);
  }

  @Test
  void everythingDefinedIsUsed() {
    Set<String> used = new TreeSet<>();
    Matcher matcher = REFERENCE.matcher(ContractDocument.text());
    while (matcher.find()) {
      used.add(matcher.group(1) + "/" + matcher.group(2));
    }
    Set<String> unused = new TreeSet<>();
    var components = ContractDocument.api().getComponents();
    components.getSchemas().keySet().forEach(n -> unused.add("schemas/" + n));
    components.getResponses().keySet().forEach(n -> unused.add("responses/" + n));
    components.getParameters().keySet().forEach(n -> unused.add("parameters/" + n));
    unused.removeAll(used);
    // The configuration feed carries it as a payload, whose schema depends on the entry's kind.
    unused.remove("schemas/DatasetLine");
    // What streams of events, and webhooks, carry.
    unused.removeAll(Set.of("schemas/SyncErrorEvent", "schemas/ReplayProgress"));
    unused.removeIf(n -> ContractDocument.isOfCommand(n.substring(n.indexOf('/') + 1)));
    assertEquals(Set.of(), unused);
  }

  @Test
  void theParametersOfEveryCommandHaveASchema() {
    var schemas = ContractDocument.api().getComponents().getSchemas();
    Matcher matcher =
        Pattern.compile("`(\\w+)`: .*; `(\\w+Parameters)`\\.")
            .matcher(schemas.get("CommandName").getDescription());
    Set<String> described = new TreeSet<>();
    Set<String> named = new TreeSet<>();
    while (matcher.find()) {
      described.add(matcher.group(1));
      named.add(matcher.group(2));
    }
    assertEquals(
        Arrays.stream(CommandName.values())
            .map(ContractLintTest::wireName)
            .collect(Collectors.toCollection(TreeSet::new)),
        described);
    assertEquals(
        schemas.keySet().stream()
            .filter(ContractDocument::isOfCommand)
            .collect(Collectors.toCollection(TreeSet::new)),
        named);
  }

  private static String wireName(CommandName command) {
    return new ObjectMapper().convertValue(command, String.class);
  }

  @Test
  void thereAreOperationsForEveryService() {
    for (String service : List.of("profile", "dataset", "replay", "conflict")) {
      assertFalse(
          ContractDocument.operations().noneMatch(p -> p.path().startsWith("/" + service + "/")),
          service);
    }
  }

  private static boolean isProblem(ApiResponse response) {
    ApiResponse resolved =
        response.get$ref() == null
            ? response
            : ContractDocument.api()
                .getComponents()
                .getResponses()
                .get(response.get$ref().substring("#/components/responses/".length()));
    return resolved.getContent() != null
        && resolved.getContent().keySet().equals(Set.of("application/problem+json"));
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Schema<?>> properties(Schema<?> schema) {
    return schema.getProperties() == null
        ? Map.of()
        : (Map<String, Schema<?>>) (Map<String, ?>) schema.getProperties();
  }

  private static void check(List<String> faults, Place place, boolean holds, String fault) {
    if (!holds) {
      faults.add(place + " " + fault);
    }
  }

  private static Map<String, Long> withCountAboveOne(Map<String, Long> counts) {
    Map<String, Long> found = new HashMap<>(counts);
    found.values().removeIf(count -> count == 1);
    return found;
  }
}
