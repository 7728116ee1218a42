package dev.haversack.dataset.commands;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.testing.Contract;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each command takes what its schema in the contract says. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ParametersMatchContractTest {

  private static final JsonNode SCHEMAS = schemas();

  @Inject Commands commands;

  @ParameterizedTest
  @EnumSource(CommandName.class)
  void parametersAreThoseOfTheSchema(CommandName name) {
    JsonNode schema = SCHEMAS.get(schemaOf(name));
    Map<String, String> expected = new TreeMap<>();
    schema
        .get("properties")
        .properties()
        .forEach(p -> expected.put(p.getKey(), described(schema, p.getKey(), p.getValue())));
    Map<String, String> actual = new TreeMap<>();
    for (Parameter parameter : commands.of(name).parameters()) {
      actual.put(parameter.name(), described(parameter));
      List<LookupTarget> targets = parameter.attribute().targets();
      if (targets != null && targets.size() > 1) {
        actual.put(parameter.name() + "type", "string");
      }
    }
    assertEquals(expected, actual);
    name.outputs()
        .keySet()
        .forEach(output -> assertEquals(true, actual.containsKey(output), output));
  }

  private static String described(JsonNode schema, String name, JsonNode property) {
    String text = property.get("type").asText();
    text += property.has("format") ? " " + property.get("format").asText() : "";
    text += property.has("maxLength") ? " " + property.get("maxLength").asText() : "";
    text += property.has("minimum") ? " from " + property.get("minimum").asText() : "";
    for (JsonNode required : schema.path("required")) {
      text += required.asText().equals(name) ? " required" : "";
    }
    return text;
  }

  private static String described(Parameter parameter) {
    var attribute = parameter.attribute();
    String text =
        switch (attribute.type()) {
          case UNIQUEIDENTIFIER, LOOKUP -> "string uuid";
          case STRING, MEMO -> "string";
          case INTEGER -> "integer int32";
          case MONEY -> "number";
          case DATETIME -> "string date-time";
          case BOOLEAN -> "boolean";
          default -> throw new IllegalStateException("No schema for " + attribute.type());
        };
    text += attribute.maxLength() == null ? "" : " " + attribute.maxLength();
    text += attribute.minimum() == null ? "" : " from " + attribute.minimum();
    return text + (parameter.required() ? " required" : "");
  }

  private static String schemaOf(CommandName name) {
    String wire = new ObjectMapper().convertValue(name, String.class);
    Matcher matcher =
        Pattern.compile("`" + wire + "`: .*; `(\\w+)`\\.")
            .matcher(SCHEMAS.get("CommandName").get("description").asText());
    matcher.find();
    return matcher.group(1);
  }

  private static JsonNode schemas() {
    try {
      return new ObjectMapper(new YAMLFactory())
          .readTree(Contract.text())
          .get("components")
          .get("schemas");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
