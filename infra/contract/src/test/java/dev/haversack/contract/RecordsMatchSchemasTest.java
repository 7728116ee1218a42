package dev.haversack.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonValue;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every record is what its schema says: the same names, the same ones required, the same values of
 * enums.
 */
class RecordsMatchSchemasTest {

  private static final String MODEL = "dev.haversack.contract.model.";

  /** Schemas that pass through as they are: bytes of a stream, JSON trees. */
  private static final Set<String> WITHOUT_RECORD =
      Set.of(
          "JsonValue",
          "AttributeValues",
          "IncomingLines",
          "OutgoingLines",
          "DatasetLine",
          "DatasetStart",
          "DatasetPut",
          "DatasetRemove",
          "DatasetEnd");

  /** Old names that are read as another value, and never written. */
  private static final Map<String, Set<String>> SYNONYMS = Map.of("Operator", Set.of("neq"));

  @Test
  void everySchemaHasItsRecordOrEnum() {
    List<String> missing = new ArrayList<>();
    schemas()
        .forEach((name, schema) -> {
          if (typeOf(name) == null
              && !WITHOUT_RECORD.contains(name)
              && !ContractDocument.isOfCommand(name)) {
            missing.add(name);
          }
        });
    assertEquals(List.of(), missing);
  }

  @Test
  void recordsHaveTheComponentsOfTheirSchemas() {
    List<String> faults = new ArrayList<>();
    schemas()
        .forEach((name, schema) -> {
          Class<?> type = typeOf(name);
          if (type != null && type.isRecord()) {
            compare(faults, name, schema, type);
          }
        });
    assertEquals(List.of(), faults);
  }

  @Test
  void enumsHaveTheValuesOfTheirSchemas() {
    List<String> faults = new ArrayList<>();
    schemas()
        .forEach((name, schema) -> {
          Class<?> type = typeOf(name);
          if (type != null && type.isEnum()) {
            Set<String> expected =
                schema.getEnum().stream()
                    .map(String::valueOf)
                    .collect(Collectors.toCollection(TreeSet::new));
            expected.removeAll(SYNONYMS.getOrDefault(name, Set.of()));
            if (!expected.equals(wireNames(type))) {
              faults.add(name + ": " + expected + " in the schema, " + wireNames(type));
            }
          }
        });
    assertEquals(List.of(), faults);
  }

  private static void compare(List<String> faults, String name, Schema<?> schema, Class<?> type) {
    Set<String> properties =
        schema.getProperties() == null ? Set.of() : new TreeSet<>(schema.getProperties().keySet());
    Set<String> components =
        Arrays.stream(type.getRecordComponents())
            .map(RecordComponent::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    if (!properties.equals(components)) {
      faults.add(name + ": " + properties + " in the schema, " + components + " in the record");
    }
    List<String> required = schema.getRequired() == null ? List.of() : schema.getRequired();
    for (RecordComponent component : type.getRecordComponents()) {
      boolean optional =
          component.getAnnotatedType().isAnnotationPresent(Nullable.class)
              || component.getType() == boolean.class;
      if (!optional && !required.contains(component.getName())) {
        faults.add(name + "." + component.getName() + " is optional in the schema only");
      }
      if (component.getAnnotatedType().isAnnotationPresent(Nullable.class)
          && required.contains(component.getName())) {
        faults.add(name + "." + component.getName() + " is required in the schema only");
      }
    }
  }

  private static Set<String> wireNames(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(constant -> wireName((Enum<?>) constant))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static String wireName(Enum<?> constant) {
    try {
      for (Method method : constant.getDeclaringClass().getMethods()) {
        if (method.isAnnotationPresent(JsonValue.class)) {
          return String.valueOf(method.invoke(constant));
        }
      }
      Field field = constant.getDeclaringClass().getField(constant.name());
      JsonProperty property = field.getAnnotation(JsonProperty.class);
      return property == null ? constant.name() : property.value();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Schema<?>> schemas() {
    return (Map<String, Schema<?>>)
        (Map<String, ?>) ContractDocument.api().getComponents().getSchemas();
  }

  private static @Nullable Class<?> typeOf(String schema) {
    try {
      return Class.forName(MODEL + schema);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }
}
