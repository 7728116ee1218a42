package dev.haversack.quickstart.data;

import dev.haversack.contract.model.DatasetStatus;
import dev.haversack.contract.model.ImportAnswer;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.OrganizationRevision;
import dev.haversack.contract.model.OrganizationRevisions;
import dev.haversack.contract.model.RecordPage;
import dev.haversack.contract.model.RecordQuery;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Await;
import dev.haversack.quickstart.client.Json;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Brings an organization in through the REST interfaces. Running it again on a loaded organization
 * changes nothing: what is there stays as it is, and an entity that has records gets no others.
 */
public final class OrganizationLoader {

  private static final Duration LONGEST_WAIT = Duration.ofMinutes(2);

  private final ApiClient admin;
  private final ApiClient service;
  private final Consumer<String> out;

  /**
   * A loader.
   *
   * @param admin the administrator that the data names
   * @param service a service identity: it can see how far the configuration feed goes
   * @param out is told what was loaded, line by line
   */
  public OrganizationLoader(ApiClient admin, ApiClient service, Consumer<String> out) {
    this.admin = admin;
    this.service = service;
    this.out = out;
  }

  /**
   * Loads what is not there, and waits until datasets can be downloaded.
   *
   * @throws IllegalStateException when a profile cannot be published, or the services do not follow
   *     in time
   */
  public void load(OrganizationData data) {
    new ConfigurationLoader(admin).load(data);
    out.accept(
        "%s: %d business units, %d users, %d teams, %d roles, %d profiles"
            .formatted(
                data.name(),
                data.businessUnits().size() + 1,
                data.users().size(),
                data.teams().size(),
                data.roles().size(),
                data.profiles().size()));
    long revision = feedRevision(data.id());
    Await.until(
        "dataset-service has configuration revision " + revision,
        LONGEST_WAIT,
        () -> status().configurationRevision() >= revision);
    data.records().forEach(this::loadRecords);
    Await.until(
        "all changes are in a checkpoint, and datasets follow configuration revision " + revision,
        LONGEST_WAIT,
        () -> status().pendingChanges() == 0 && status().effectiveRevision() >= revision);
    data.faultReport().lines().forEach(out);
  }

  private void loadRecords(String entity, List<NewRecord> records) {
    String path = "/dataset/v1/records/" + entity;
    RecordPage some =
        admin
            .post(path + "/query", new RecordQuery(null, null, null, 1, null), RecordPage.class)
            .body();
    if (!some.items().isEmpty()) {
      out.accept("%s: there already".formatted(entity));
      return;
    }
    ImportAnswer answer =
        admin
            .postStream(
                path + "/import", "application/x-ndjson", () -> lines(records), ImportAnswer.class)
            .body();
    out.accept("%s: %,d records loaded".formatted(entity, answer.created()));
  }

  private DatasetStatus status() {
    return admin.get("/dataset/v1/status", DatasetStatus.class).body();
  }

  private long feedRevision(UUID organization) {
    return service
        .get("/profile/v1/configuration-feed/revisions", OrganizationRevisions.class)
        .body()
        .organizations()
        .stream()
        .filter(entry -> entry.organizationId().equals(organization))
        .mapToLong(OrganizationRevision::revision)
        .findFirst()
        .orElseThrow(
            () -> new IllegalStateException("profile-service does not know " + organization));
  }

  private static InputStream lines(List<NewRecord> records) {
    Iterator<NewRecord> iterator = records.iterator();
    return new SequenceInputStream(
        new Enumeration<>() {
          @Override
          public boolean hasMoreElements() {
            return iterator.hasNext();
          }

          @Override
          public InputStream nextElement() {
            return new ByteArrayInputStream(
                (Json.write(iterator.next()) + "\n").getBytes(StandardCharsets.UTF_8));
          }
        });
  }
}
