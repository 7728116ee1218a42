package dev.haversack.quickstart.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;

class DemoIdsTest {

  @Test
  void namesGiveTheSameIdsOnEveryMachine() {
    DemoIds ids = new DemoIds("demo");

    assertEquals(3, ids.organization().version());
    assertEquals(
        ids.of("account", "Alpine Sports"), new DemoIds("demo").of("account", "Alpine Sports"));
  }

  @Test
  void kindsAndOrganizationsKeepIdsApart() {
    DemoIds ids = new DemoIds("demo");

    assertNotEquals(ids.of("account", "x"), ids.of("product", "x"));
    assertNotEquals(ids.of("account", "x"), new DemoIds("other").of("account", "x"));
  }
}
