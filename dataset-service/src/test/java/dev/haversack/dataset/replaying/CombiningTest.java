package dev.haversack.dataset.replaying;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.dataset.records.Values;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CombiningTest {

  private static final ObjectMapper JSON = new ObjectMapper();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sum    | 5      | 7      | 9       | 11",
        "sum    | 5      | 4      | 9       | 8",
        "sum    | null   | 2      | 9       | 11",
        "sum    | 5      | 7      | null    | 2",
        "sum    | 0.1    | 0.3    | 1.05    | 1.25",
        "sum    | 1      | 3000000000 | 2   | 3000000001",
        "sum    | 7      | 9223372036854775807 | 9 | 9223372036854775809",
        "union  | [1]    | [1,2]  | [1,3]   | [1,2,3]",
        "union  | [1,2]  | [2]    | [1,2,3] | [2,3]",
        "union  | [1,2]  | [2,3]  | [1]     | [3]",
        "union  | null   | [2]    | null    | [2]",
        "union  | [1]    | null   | [1]     | null",
        "append | \"a\"  | \"a b\" | \"a c\" | \"a c b\"",
        "append | \"a\"  | \"ab\" | \"ac\"  | \"ac\\nb\"",
        "append | null   | \"b\"  | \"c\"   | \"c\\nb\"",
        "append | \"a\"  | \"ab\" | null    | \"b\"",
      })
  void makesOneValueOfBoth(String policy, String base, String mine, String present, String both) {
    JsonNode made =
        Combining.combine(policy(policy), json(base), json(mine), json(present)).orElseThrow();
    assertEquals(true, Values.same(json(both), made), made.toString());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"append | \"ab\" | \"ac\" | \"abd\"", "sum | 5 | null | 9"})
  void doesNotGuess(String policy, String base, String mine, String present) {
    assertEquals(
        Optional.empty(), Combining.combine(policy(policy), json(base), json(mine), json(present)));
  }

  /** Whatever the order in which devices come, and however their edits interleave. */
  @Test
  void differencesAddUpInAnyOrder() {
    Random random = new Random(7);
    for (int round = 0; round < 200; round++) {
      int start = random.nextInt(1000);
      int[] seen = {start, start, start};
      int present = start;
      int total = start;
      for (int edit = 0; edit < 20; edit++) {
        int device = random.nextInt(3);
        int difference = random.nextInt(100) - 50;
        int mine = seen[device] + difference;
        JsonNode made =
            Combining.combine(
                    AttributePolicy.SUM,
                    json(String.valueOf(seen[device])),
                    json(String.valueOf(mine)),
                    json(String.valueOf(present)))
                .orElseThrow();
        present = made.intValue();
        seen[device] = random.nextBoolean() ? mine : present;
        total += difference;
      }
      assertEquals(total, present);
    }
  }

  private static AttributePolicy policy(String name) {
    return JSON.convertValue(name.strip(), AttributePolicy.class);
  }

  private static JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
