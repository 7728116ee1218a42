package dev.haversack.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.acceptance.IncidentLog.Change;
import dev.haversack.contract.model.DeviceStatus;
import dev.haversack.contract.model.SyncErrorPage;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Await;
import dev.haversack.quickstart.client.Device;
import dev.haversack.quickstart.client.DeviceRecord;
import dev.haversack.quickstart.client.SuiteUrls;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.suite.ServiceName;
import dev.haversack.quickstart.suite.Suite;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A help desk's log is uploaded by one device per person, or by fewer, all at once, to two
 * instances of each service. A third of the answers to uploads are lost and the batches sent again,
 * some come once more after others, the clocks of the devices and of the services jump, each
 * service is killed, and the database is restarted. In the end every incident is as the log says,
 * and each change was applied once.
 *
 * <p>The long form has the whole log, ten kills of each service and two restarts of the database:
 * {@code -Dhaversack.log.lines=200000 -Dhaversack.log.kills=10 -Dhaversack.log.restarts=2}, by one
 * device per person and, with {@code -Dhaversack.log.devices=20}, by twenty.
 */
class EveryChangeArrivesOnceIT {

  private static final int LINES = Integer.getInteger("haversack.log.lines", 20_000);
  private static final long SEED = Long.getLong("haversack.seed", 20_261_123L);
  private static final int DEVICES_AT_ONCE = 12;
  private static final int ACTIONS_PER_BATCH = 100;
  private static final int KILLS = Integer.getInteger("haversack.log.kills", 1);
  private static final int RESTARTS = Integer.getInteger("haversack.log.restarts", 2);
  private static final int DEVICES = Integer.getInteger("haversack.log.devices", 0);
  private static final int INSTANCES = Integer.getInteger("haversack.log.instances", 2);

  private final AtomicInteger arrived = new AtomicInteger();

  @Test
  void despiteLostAnswersAndKilledServices() throws Exception {
    IncidentLog log = IncidentLog.read(TestSuite.DATA, LINES).by(DEVICES);
    OrganizationData helpDesk = HelpDesk.of(log);
    try (LossyNetwork network = new LossyNetwork(SEED);
        Suite suite = TestSuite.start("incidents", helpDesk, INSTANCES, network)) {
      ApiClient admin = TestSuite.client(suite.urls(), HelpDesk.ADMIN);
      TestSuite.load(suite, helpDesk);
      Map<String, LogDevice> devices = devices(log, through(network, suite.urls()));

      uploadAll(log, devices, suite);

      assertTrue(network.uploads().repeated() > 0, "no upload came once more");
      assertTrue(network.uploads().overtaken() > 0, "no upload was overtaken");
      assertTrue(
          network.uploads().lost() > network.uploads().posts() / 5,
          "too few answers were lost to show anything");
      assertEveryActionIsSettled(log, devices);
      assertEachChangeWasAppliedOnce(log, suite);
      assertClocksJumped(suite);
      assertEquals(
          0, admin.get("/conflict/v1/sync-errors", SyncErrorPage.class).body().items().size());
      Device reader = new Device(admin);
      assertIncidentsAreAsTheLogSays(log, reader);
      assertIncidentsAreAsTheirLastStateSays(log, reader);
    }
  }

  private void uploadAll(IncidentLog log, Map<String, LogDevice> devices, Suite suite)
      throws Exception {
    Random random = new Random(SEED);
    Reaper reaper = new Reaper(Reaper.everything(suite, KILLS, RESTARTS, random));
    int total = log.changes().size();
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService network =
            Executors.newFixedThreadPool(DEVICES_AT_ONCE, Thread.ofVirtual().factory())) {
      Future<Integer> harmed = others.submit(reaper);
      for (Map<String, List<Change>> wave : log.waves()) {
        List<String> users = new ArrayList<>(wave.keySet());
        Collections.shuffle(users, random);
        List<Future<?>> uploads = new ArrayList<>();
        for (String user : users) {
          uploads.add(
              network.submit(() -> {
                for (List<Change> part : parts(wave.get(user))) {
                  devices.get(user).upload(part);
                  reaper.strikeFor(arrived.addAndGet(part.size()), total);
                }
              }));
        }
        for (Future<?> upload : uploads) {
          upload.get();
        }
      }
      assertEquals(reaper.size(), harmed.get());
    }
  }

  private static List<List<Change>> parts(List<Change> changes) {
    List<List<Change>> parts = new ArrayList<>();
    for (int from = 0; from < changes.size(); from += ACTIONS_PER_BATCH) {
      parts.add(changes.subList(from, Math.min(changes.size(), from + ACTIONS_PER_BATCH)));
    }
    return parts;
  }

  private static Map<String, LogDevice> devices(IncidentLog log, SuiteUrls urls) {
    ConcurrentMap<UUID, Long> versions = new ConcurrentHashMap<>();
    Map<String, LogDevice> devices = new HashMap<>();
    log.users()
        .forEach(user -> devices.put(user, new LogDevice(TestSuite.client(urls, user), versions)));
    return devices;
  }

  private static SuiteUrls through(LossyNetwork network, SuiteUrls urls) {
    return new SuiteUrls(
        urls.issuer(), urls.profile(), urls.dataset(), network.url(), urls.conflict());
  }

  private static void assertEveryActionIsSettled(IncidentLog log, Map<String, LogDevice> devices) {
    long applied = 0;
    for (LogDevice device : devices.values()) {
      DeviceStatus status =
          LogDevice.untilAnswered(
              "status",
              () ->
                  Optional.of(
                      device
                          .api()
                          .get("/replay/v1/devices/" + device.deviceId(), DeviceStatus.class)
                          .body()));
      assertEquals(status.lastSequence(), status.counts().applied().longValue());
      applied += status.lastSequence();
    }
    assertEquals(log.changes().size(), applied);
  }

  private static void assertEachChangeWasAppliedOnce(IncidentLog log, Suite suite)
      throws SQLException {
    assertEquals(
        log.changes().size(),
        number(
            suite,
            ServiceName.DATASET,
            "SELECT count(*) FROM applied_action WHERE result ->> 'outcome' <> 'failed'"));
    assertEquals(
        log.effectiveUpdates(),
        number(
            suite,
            ServiceName.DATASET,
            "SELECT count(*) FROM record_history WHERE entity = 'incident'"));
  }

  /** All of it took a fraction of an hour, but not by the services' clocks. */
  private static void assertClocksJumped(Suite suite) throws SQLException {
    long hours =
        number(
            suite,
            ServiceName.REPLAY,
            "SELECT extract(epoch FROM max(settled_at) - min(settled_at))::bigint / 3600 FROM action");
    assertTrue(hours >= 24, "the clocks of the services differed by hours: " + hours);
  }

  private static long number(Suite suite, ServiceName service, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(suite.databaseUrl(service), "postgres", "");
        ResultSet rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static void assertIncidentsAreAsTheLogSays(IncidentLog log, Device device) {
    Map<UUID, ObjectNode> expected = log.outcome();
    Await.until(
        "all incidents in the dataset",
        TestSuite.PATIENCE,
        () -> device.sync().records().getOrDefault("incident", 0) == expected.size());
    device.sync();
    int different = 0;
    for (DeviceRecord incident : device.synced("incident")) {
      ObjectNode wanted = expected.get(incident.id());
      for (Map.Entry<String, JsonNode> field : wanted.properties()) {
        if (!incident.value(field.getKey()).equals(field.getValue())) {
          different++;
        }
      }
    }
    assertEquals(0, different, "attributes that differ from the log");
  }

  /** The file beside the log says by itself how all of it ends. */
  private static void assertIncidentsAreAsTheirLastStateSays(IncidentLog log, Device device)
      throws IOException {
    Map<UUID, ObjectNode> expected = IncidentLog.lastStates(TestSuite.DATA);
    if (log.changes().size() < LINES && !expected.isEmpty()) {
      assertEquals(expected.size(), device.synced("incident").size());
      for (DeviceRecord incident : device.synced("incident")) {
        for (Map.Entry<String, JsonNode> field : expected.get(incident.id()).properties()) {
          assertEquals(
              field.getValue(), incident.value(field.getKey()), incident.id() + field.getKey());
        }
      }
    }
  }
}
