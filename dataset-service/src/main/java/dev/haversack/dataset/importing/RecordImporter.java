package dev.haversack.dataset.importing;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ImportAnswer;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.records.DatabaseException;
import dev.haversack.dataset.records.DuplicateRecordException;
import dev.haversack.dataset.records.RecordPlanner;
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
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Imports a body: all of it or nothing. The body goes to a file first, so that a slow sender holds
 * no transaction open (the slicer cannot pass one), and one that breaks off changes nothing.
 */
@ApplicationScoped
class RecordImporter {

  private static final int MOST_ATTEMPTS = 3;

  private final ImportBatches batches;
  private final ImportConfiguration configuration;
  private final ObjectMapper json;

  RecordImporter(ImportBatches batches, ImportConfiguration configuration, ObjectMapper json) {
    this.batches = batches;
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
  ImportAnswer importAll(
      OrganizationModel organization, UUID userId, Order order, InputStream body) {
    EntityModel entity = RecordPlanner.writable(organization, order.entity());
    Path file = null;
    try {
      file = Files.createTempFile("haversack-import", ".part");
      receive(body, file);
      return fromFile(organization, userId, entity, order, file);
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

  private ImportAnswer fromFile(
      OrganizationModel organization, UUID userId, EntityModel entity, Order order, Path file) {
    for (int attempt = 1; ; attempt++) {
      try {
        return QuarkusTransaction.requiringNew()
            .timeout((int) configuration.longest().toSeconds())
            .call(() -> inTransaction(organization, userId, entity, order, file));
      } catch (DatabaseException e) {
        if (!e.isPassing() || attempt == MOST_ATTEMPTS) {
          throw e;
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
      OrganizationModel organization, UUID userId, EntityModel entity, Order order, Path file)
      throws IOException {
    var findings = new ImportFindings(configuration.mostFindings());
    ImportBatches.Run run = batches.begin(organization, userId, entity, order.upsert(), findings);
    try (ImportLines lines =
        order.format().open(new BufferedInputStream(Files.newInputStream(file)), entity, json)) {
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
    return run.finish();
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
