package dev.haversack.conflict;

import dev.haversack.testing.ServiceRules;
import org.junit.jupiter.api.Test;

/** This service's code keeps the rules of all services, and exposes what the contract says. */
class ArchitectureTest {

  @Test
  void keepsTheRules() {
    ServiceRules.of("conflict").check();
  }
}
