package dev.haversack.dataset.commands;

import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordRow;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/** What a command may want to know, as it is after everything before it in the queue. */
public interface CommandFacts {

  /** An entity of the organization. */
  Optional<EntityModel> entity(String name);

  /** The organization's settings. */
  OrganizationSettings settings();

  /** The record that goes through the process of an instance, if it is there. */
  Optional<RecordRow> record(RecordKey key);

  /**
   * Whether what the user makes may point to a record: it is there, he may read it, and append to
   * it; sections 5.2 and 7.3 of the facts.
   */
  boolean mayPointTo(RecordKey key);

  /** What is not done yet below a record. */
  Stream<RecordKey> openBelow(UUID recordId);

  /** The moment of the replay. */
  Instant now();

  /** Where the days of the user begin. */
  ZoneId zone();
}
