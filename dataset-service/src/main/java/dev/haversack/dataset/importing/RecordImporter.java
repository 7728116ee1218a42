package dev.haversack.dataset.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.ImportAnswer;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.configuration.OrganizationModels;
import dev.haversack.dataset.directory.OwnerMoves;
import dev.haversack.dataset.records.ConfigurationGate;
import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.dataset.records.DuplicateRecordException;
import dev.haversack.dataset.records.OutdatedConfigurationException;
import dev.haversack.dataset.records.RecordPlanner;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Imports a body: all of it or nothing. The body goes to a file first, so that a slow sender holds
 * no transaction open, with its connection and the locks of its records, and one that breaks off
 * changes nothing.
 */
@ApplicationScoped
class RecordImporter {

  private static final int MOST_ATTEMPTS = 3;

  /** Whoever works on an entity does so for minutes. */
  private static final Duration UNTIL_IT_STANDS_STILL = Duration.ofMinutes(1);

  private final ImportBatches batches;
  private final ImportConfiguration configuration;
  private final ObjectMapper json;
  private final OrganizationModels organizations;
  private final ConfigurationStore configured;
  private final ConfigurationGate gate;
  private final OwnerMoves moves;

  RecordImporter(
      ImportBatches batches,
      ImportConfiguration configuration,
      ObjectMapper json,
      OrganizationModels organizations,
      ConfigurationStore configured,
      ConfigurationGate gate,
      OwnerMoves moves) {
    this.batches = batches;
    this.organizations = organizations;
    this.configured = configured;
    this.gate = gate;
    this.moves = moves;
    this.configuration = configuration;
    this.json = json;
  }

  /**
   * What to import.
   *
   * @param upsert whether records that exist are changed
   */
  record Order(String entity, ImportFormat format, boolean upsert) {}

  /**
   * Imports.
   *
   * @throws ProblemException {@code invalid-import} with the bad lines
   */
  ImportAnswer importAll(UUID organizationId, UUID userId, Order order, InputStream body) {
    RecordPlanner.writable(organizations.get(organizationId), order.entity());
    Path file = null;
    try {
      file = Files.createTempFile("haversack-import", ".part");
      receive(body, file);
      return fromFile(organizationId, userId, order, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      delete(file);
    }
  }

  private void receive(InputStream body, Path file) {
    try {
      Files.copy(body, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw ProblemException.of(
          ProblemCode.INVALID_REQUEST, "The body ended too early. Nothing was imported.");
    }
  }

  private ImportAnswer fromFile(UUID organizationId, UUID userId, Order order, Path file) {
    for (int attempt = 1; ; attempt++) {
      OrganizationModel organization = organizations.get(organizationId);
      try {
        return QuarkusTransaction.requiringNew()
            .timeout((int) configuration.longest().toSeconds())
            .call(() -> inTransaction(organization, userId, order, file));
      } catch (DatabaseException e) {
        if (!e.isPassing() || attempt == MOST_ATTEMPTS) {
          throw e;
        }
      } catch (OutdatedConfigurationException e) {
        // The entity was changed: the next attempt goes by what it is now.
        if (attempt == MOST_ATTEMPTS) {
          throw ProblemException.retryAfter(
              ProblemCode.NOT_READY, "The entity keeps changing.", UNTIL_IT_STANDS_STILL);
        }
      } catch (DuplicateRecordException e) {
        // Somebody made one of the records meanwhile: the next attempt finds and names it.
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private ImportAnswer inTransaction(
      OrganizationModel organization, UUID userId, Order order, Path file) throws IOException {
    EntityModel entity = RecordPlanner.writable(organization, order.entity());
    var findings = new ImportFindings(configuration.mostFindings());
    ImportBatches.Run run = batches.begin(organization, userId, entity, order.upsert(), findings);
    try (ImportLines lines =
        order
            .format()
            .open(
                new BufferedInputStream(Files.newInputStream(file)),
                entity,
                json,
                configuration.longestLine().asLongValue())) {
      List<ImportLine> batch = new ArrayList<>();
      for (ImportLine line = lines.next(); line != null; line = lines.next()) {
        batch.add(line);
        if (batch.size() == configuration.batch()) {
          run.take(batch);
          batch.clear();
        }
      }
      run.take(batch);
    }
    ImportAnswer answer = run.finish();
    bringUpToDate(organization, entity);
    return answer;
  }

  /**
   * An import takes long, and the configuration goes on meanwhile: it passes the gate only at its
   * end. Owners who moved are noted, so that what was imported for them follows; when the entity is
   * another one now, all is done again.
   */
  private void bringUpToDate(OrganizationModel organization, EntityModel entity) {
    if (gate.pass(organization)) {
      return;
    }
    UUID organizationId = organization.organizationId();
    // This entity alone: who has passed the gate must not keep changes waiting for a whole model.
    boolean isSame =
        configured
            .find(organizationId, FeedKind.ENTITY, entity.name(), EntityMetadata.class)
            .filter(entity.metadata()::equals)
            .isPresent();
    if (!isSame) {
      throw new OutdatedConfigurationException();
    }
    moves.settle(organizationId, entity.name());
  }

  private static void delete(java.nio.file.@org.jspecify.annotations.Nullable Path file) {
    try {
      if (file != null) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
