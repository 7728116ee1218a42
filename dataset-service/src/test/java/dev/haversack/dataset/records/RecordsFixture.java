package dev.haversack.dataset.records;

import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import dev.haversack.platform.feed.ConfigurationStore;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;

/** A fresh organization for each test of the records API. */
abstract class RecordsFixture {

  @Inject ConfigurationStore configuration;

  TestOrganization org;
  RecordCalls calls;

  @BeforeEach
  void newOrganization() {
    org = new TestOrganization();
    configuration.apply(org.id, org.page());
    calls = new RecordCalls(org);
  }
}
