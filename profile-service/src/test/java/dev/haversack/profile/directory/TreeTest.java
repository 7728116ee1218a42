package dev.haversack.profile.directory;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TreeTest {

  private static final UUID TOP = new UUID(0, 1);
  private static final UUID MIDDLE = new UUID(0, 2);
  private static final UUID BOTTOM = new UUID(0, 3);

  private static final Tree TREE = new Tree(Map.of(MIDDLE, TOP, BOTTOM, MIDDLE));

  @Test
  void nodeBelowItselfClosesACycle() {
    assertTrue(TREE.closesCycle(TOP, BOTTOM));
    assertTrue(TREE.closesCycle(TOP, TOP));
  }

  @Test
  void moveInsideTheTreeClosesNone() {
    assertFalse(TREE.closesCycle(BOTTOM, TOP));
    assertFalse(TREE.closesCycle(new UUID(0, 9), BOTTOM));
  }

  @Test
  void walkEndsEvenWhereACycleIsAlreadyThere() {
    Tree broken = new Tree(Map.of(TOP, MIDDLE, MIDDLE, TOP));

    assertTrue(broken.closesCycle(BOTTOM, TOP));
  }
}
