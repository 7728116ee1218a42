package dev.haversack.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.ActionCounts;
import dev.haversack.contract.model.BatchReceipt;
import dev.haversack.contract.model.BatchState;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.StoredRecord;
import dev.haversack.contract.model.SyncErrorPage;
import dev.haversack.contract.model.UploadAction;
import dev.haversack.contract.model.UploadBatch;
import dev.haversack.quickstart.client.ApiClient;
import dev.haversack.quickstart.client.Json;
import dev.haversack.quickstart.client.SuiteUrls;
import dev.haversack.quickstart.data.OrganizationData;
import dev.haversack.quickstart.suite.Suite;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Many devices add to and take from the same balances, each building on its own idea of them, by
 * two instances of each service, while a third of the answers is lost, services are killed, and the
 * database is restarted. In the end each balance is what it was plus all differences.
 *
 * <p>A third of the devices says what the balances were. The others only name the version that they
 * had: half of them the same one for ever, half looks again from time to time.
 *
 * <p>The long form has the faults of {@link EveryChangeArrivesOnceIT}: {@code
 * -Dhaversack.counter.devices=200 -Dhaversack.counter.batches=20 -Dhaversack.counter.kills=10
 * -Dhaversack.counter.restarts=2}.
 */
class CountersAreExactIT {

  private static final int DEVICES = Integer.getInteger("haversack.counter.devices", 40);
  private static final int BATCHES = Integer.getInteger("haversack.counter.batches", 6);
  private static final long SEED = Long.getLong("haversack.seed", 20_261_128L);
  private static final int BATCH = 5;
  private static final int ACCOUNTS = 5;
  private static final int START = 1_000_000;
  private static final int DEVICES_AT_ONCE = 12;
  private static final int KILLS = Integer.getInteger("haversack.counter.kills", 1);
  private static final int RESTARTS = Integer.getInteger("haversack.counter.restarts", 1);
  private static final int INSTANCES = 2;

  /** How devices tell what they build on. */
  private enum Telling {
    BASE_VALUES,
    FIRST_VERSION,
    LAST_VERSION
  }

  private final List<UUID> accounts = new ArrayList<>();
  private final List<AtomicLong> expected = new ArrayList<>();
  private final AtomicInteger batches = new AtomicInteger();

  @Test
  void whateverIsLostOnTheWay() throws Exception {
    OrganizationData bank = Bank.of(DEVICES);
    try (LossyNetwork network = new LossyNetwork(SEED);
        Suite suite = TestSuite.start("counters", bank, INSTANCES, network)) {
      TestSuite.load(suite, bank);
      ApiClient admin = TestSuite.client(suite.urls(), Bank.ADMIN);
      for (int i = 0; i < ACCOUNTS; i++) {
        open(admin, "Balance " + i);
      }

      uploadAll(suite, network);

      assertTrue(network.uploads().lost() > 0, "no answer was lost");
      for (int i = 0; i < ACCOUNTS; i++) {
        StoredRecord account =
            admin.get("/dataset/v1/records/account/" + accounts.get(i), StoredRecord.class).body();
        assertEquals(
            expected.get(i).get(), account.attributes().get(Bank.BALANCE).longValue(), "" + i);
      }
      assertEquals(
          0, admin.get("/conflict/v1/sync-errors", SyncErrorPage.class).body().items().size());
    }
  }

  private void open(ApiClient admin, String name) {
    ObjectNode attributes = Json.object().put("name", name).put(Bank.BALANCE, START);
    UUID id = UUID.randomUUID();
    admin.post("/dataset/v1/records/account", new NewRecord(id, attributes), JsonNode.class);
    accounts.add(id);
    expected.add(new AtomicLong(START));
  }

  private void uploadAll(Suite suite, LossyNetwork network) throws Exception {
    SuiteUrls urls = suite.urls();
    SuiteUrls lossy =
        new SuiteUrls(
            urls.issuer(), urls.profile(), urls.dataset(), network.url(), urls.conflict());
    Reaper reaper = new Reaper(Reaper.everything(suite, KILLS, RESTARTS, new Random(SEED)));
    try (ExecutorService others = Executors.newVirtualThreadPerTaskExecutor();
        ExecutorService devices =
            Executors.newFixedThreadPool(DEVICES_AT_ONCE, Thread.ofVirtual().factory())) {
      Future<Integer> harmed = others.submit(reaper);
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < DEVICES; i++) {
        ApiClient teller = TestSuite.client(lossy, Bank.teller(i));
        Random random = new Random(SEED + i);
        Telling telling = Telling.values()[i % Telling.values().length];
        all.add(devices.submit(() -> work(teller, telling, random, reaper)));
      }
      for (Future<?> each : all) {
        each.get();
      }
      assertEquals(reaper.size(), harmed.get());
    }
  }

  /** One device, which hears what others do only when it looks. */
  private void work(ApiClient teller, Telling telling, Random random, Reaper reaper) {
    UUID device = UUID.randomUUID();
    long[] seen = new long[ACCOUNTS];
    long[] versions = new long[ACCOUNTS];
    look(teller, seen, versions);
    long sequence = 0;
    for (int batch = 0; batch < BATCHES; batch++) {
      if (telling == Telling.LAST_VERSION && random.nextInt(2) == 0) {
        look(teller, seen, versions);
      }
      List<UploadAction> actions = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        int account = random.nextInt(ACCOUNTS);
        int difference = random.nextInt(201) - 100;
        long to = seen[account] + difference;
        actions.add(
            telling == Telling.BASE_VALUES
                ? change(++sequence, account, to, null, balance(seen[account]))
                : change(++sequence, account, to, versions[account], null));
        seen[account] += difference;
        expected.get(account).addAndGet(difference);
      }
      upload(teller, device, new UploadBatch(UUID.randomUUID(), actions));
      reaper.strikeFor(batches.incrementAndGet(), (long) DEVICES * BATCHES);
    }
  }

  /** All that it did before is settled: what is there is what it has from now on. */
  private void look(ApiClient teller, long[] seen, long[] versions) {
    for (int i = 0; i < ACCOUNTS; i++) {
      String path = "/dataset/v1/records/account/" + accounts.get(i);
      StoredRecord account =
          LogDevice.untilAnswered(
              "account", () -> Optional.of(teller.get(path, StoredRecord.class).body()));
      seen[i] = account.attributes().get(Bank.BALANCE).longValue();
      versions[i] = account.version();
    }
  }

  private static ObjectNode balance(long value) {
    return Json.object().put(Bank.BALANCE, value);
  }

  private UploadAction change(
      long sequence,
      int account,
      long to,
      @Nullable Long baseVersion,
      @Nullable ObjectNode baseValues) {
    return new UploadAction(
        UUID.randomUUID(),
        sequence,
        "account",
        accounts.get(account),
        Operation.UPDATE,
        null,
        null,
        balance(to),
        baseVersion,
        baseValues,
        null);
  }

  private static void upload(ApiClient teller, UUID device, UploadBatch batch) {
    String path = "/replay/v1/devices/" + device + "/batches";
    LogDevice.untilAnswered(
        "upload", () -> Optional.of(teller.post(path, batch, BatchReceipt.class).body()));
    ActionCounts counts =
        LogDevice.untilAnswered(
                "outcome",
                () ->
                    Optional.of(
                            teller
                                .get(
                                    path + "/" + batch.batchId(),
                                    BatchReceipt.class,
                                    Map.of("Prefer", "wait=10"))
                                .body())
                        .filter(receipt -> receipt.state() != BatchState.PROCESSING))
            .counts();
    assertEquals(batch.actions().size(), counts.applied() + counts.merged());
  }
}
