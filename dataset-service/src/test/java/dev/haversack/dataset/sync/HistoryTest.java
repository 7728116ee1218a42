package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.dataset.slicer.SlicerEngine;
import dev.haversack.dataset.sync.World.Key;
import dev.haversack.dataset.sync.World.Rec;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.sql.Connection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * After any history a device holds exactly what the definition says. One that fails is shrunk, and
 * named by its seed and the steps that are left: {@code -Dhaversack.history.seed=N
 * -Dhaversack.history.steps=A,B} runs that alone. {@code -Dhaversack.history.count=N} runs more.
 * Each has an organization of its own; one for each processor runs at a time.
 */
class HistoryTest {

  private static final int HISTORIES = Integer.getInteger("haversack.history.count", 200);
  private static final int STEPS = 45;

  /** In so many histories everything comes up. */
  private static final int ENOUGH = 100;

  private static final AtomicInteger DISSOLVED = new AtomicInteger();
  private static final AtomicInteger BETWEEN_TWO = new AtomicInteger();
  private static final long FIRST_SEED = Long.getLong("haversack.history.first", 20261128L);

  @Test
  void devicesHoldWhatTheDefinitionSays() throws Exception {
    Long single = Long.getLong("haversack.history.seed");
    String steps = System.getProperty("haversack.history.steps");
    if (single != null) {
      run(single, steps == null ? all() : steps(steps));
      return;
    }
    // Threads of its own, which have the loader of this one: those of the common pool may not.
    try (ExecutorService processors =
        Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors())) {
      Map<Long, Future<@Nullable Throwable>> failures = new LinkedHashMap<>();
      LongStream.range(FIRST_SEED, FIRST_SEED + HISTORIES)
          .forEach(seed -> failures.put(seed, processors.submit(() -> failure(seed, all()))));
      for (var history : failures.entrySet()) {
        Throwable failure = history.getValue().get();
        if (failure != null) {
          processors.shutdownNow();
          fail(history.getKey(), failure);
        }
      }
    }
    assertTrue(HISTORIES < ENOUGH || DISSOLVED.get() > 0, "No unit was dissolved");
    assertTrue(
        HISTORIES < ENOUGH || BETWEEN_TWO.get() > 0, "Nothing came that is between two records");
  }

  private static void fail(long seed, Throwable failure) {
    Set<Integer> fewer = shrunk(seed);
    System.err.printf(
        "History fails: -Dhaversack.history.seed=%d -Dhaversack.history.steps=%s%n",
        seed, fewer.stream().map(String::valueOf).collect(Collectors.joining(",")));
    run(seed, fewer);
    throw new AssertionError("History with seed " + seed + " failed beside others only", failure);
  }

  /** As few of the steps as still fail: halves are left out, then quarters, then single ones. */
  private static Set<Integer> shrunk(long seed) {
    List<Integer> kept = new ArrayList<>(all());
    for (int size = STEPS / 2; size > 0; size /= 2) {
      for (int from = 0; from < kept.size(); ) {
        List<Integer> fewer = new ArrayList<>(kept);
        fewer.subList(from, Math.min(from + size, kept.size())).clear();
        if (failure(seed, new TreeSet<>(fewer)) != null) {
          kept = fewer;
        } else {
          from += size;
        }
      }
    }
    return new TreeSet<>(kept);
  }

  private static @Nullable Throwable failure(long seed, Set<Integer> steps) {
    try {
      new History(seed).run(steps);
      return null;
    } catch (Exception | AssertionError e) {
      return e;
    }
  }

  private static void run(long seed, Set<Integer> steps) {
    try {
      new History(seed).run(steps);
    } catch (Exception | AssertionError e) {
      throw new AssertionError(
          "History with seed " + seed + " and steps " + steps + ": " + e.getMessage(), e);
    }
  }

  private static Set<Integer> all() {
    return IntStream.range(0, STEPS).boxed().collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<Integer> steps(String list) {
    return Arrays.stream(list.split(","))
        .map(Integer::valueOf)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static final String CAME =
      """
      SELECT count(*) FROM slice_row r JOIN slice s USING (org_id, slice_id)
      WHERE org_id = ? AND record_id = ? AND put_at > ?
        AND (? AND (keys_of IS NOT NULL OR cardinality(looks_at) > 0 OR definition::text ~ '"operator": "[a-z-]*(under|above)"')
          OR ? AND evaluated_at IS NOT NULL AND r.since > ?)
      """;

  /** One organization from its beginning to its end. */
  private static final class History {

    private final long seed;
    private final World world = new World();
    private final Chance chance;
    private final SlicerEngine slicer;
    private final SyncEngine sync;
    private final Insights insights;
    private final List<Device> devices = new ArrayList<>();
    private final List<Device> gone = new ArrayList<>();
    private final Map<Device, Boolean> lagged = new HashMap<>();
    private final Map<Device, Integer> sharesEnded = new HashMap<>();
    private final Map<Device, Integer> writes = new HashMap<>();
    private final Map<Device, Instant> syncedAt = new HashMap<>();
    private final Map<Device, Map<String, String>> columnsBefore = new HashMap<>();
    private final List<InFlight> inFlight = new ArrayList<>();

    /** A write whose transaction is not committed yet. */
    private record InFlight(Connection connection, Key key, Rec rec) {}

    History(long seed) {
      this.seed = seed;
      chance = new Chance(world, scattered(seed));
      ObjectMapper json = new ObjectMapper().findAndRegisterModules();
      slicer =
          new SlicerEngine(
              TestDatabase.get(),
              json,
              (id, revision) -> world.modelFrom(revision),
              world.clock(),
              1 + chance.random.nextInt(20));
      sync =
          new SyncEngine(
              TestDatabase.get(),
              json,
              (id, revision) -> world.modelFrom(revision),
              world.clock(),
              "k".repeat(32));
      insights = new Insights(world, json);
    }

    /** Each step has chances of its own, so that without some the others stay as they are. */
    void run(Set<Integer> steps) throws Exception {
      try {
        through(steps);
      } finally {
        DISSOLVED.addAndGet(chance.dissolved);
        rollBack();
      }
    }

    private void through(Set<Integer> steps) throws Exception {
      world.maximumAgeDays = 365;
      chance.calendar();
      world.cascading = chance.oneIn(2);
      chance.organization();
      world.configured();
      for (UUID user : List.copyOf(world.users.keySet()).subList(0, 3)) {
        devices.add(device(user));
      }
      for (int i = 0; i < 20; i++) {
        writeRecord();
      }
      for (int step : steps) {
        chance.random.setSeed(scattered(seed * 1_000 + step));
        step();
      }
      commitAll();
      for (Device device : devices) {
        syncAndCompare(device);
      }
      refusedToWhoLeft();
      assertEquals(0, TestDatabase.number(ChangeLogTest.NOT_TOLD, world.organization));
    }

    /**
     * Neighbouring seeds make neighbouring first numbers, and histories that resemble each other:
     * the finalizer of SplitMix64 scatters them.
     */
    private static long scattered(long seed) {
      long bits = (seed ^ (seed >>> 30)) * 0xbf58476d1ce4e5b9L;
      bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
      return bits ^ (bits >>> 31);
    }

    /** Of a history that failed: connections must not stay in use. */
    private void rollBack() throws Exception {
      for (InFlight write : inFlight) {
        write.connection.rollback();
        write.connection.setAutoCommit(true);
        write.connection.close();
      }
      inFlight.clear();
    }

    /** At any moment, whatever waits to be told: what he may read is as the world is now. */
    private void mayBeShown(UUID user, Device.Put put) {
      Oracle oracle = new Oracle(world, user);
      Key key = put.key();
      Rec record = world.records.get(key);
      boolean readable = record != null && oracle.readable(key, record);
      assertTrue(readable || inheritsStill(key), () -> "He may not read " + key);
      assertTrue(
          oracle.secured(key.entity()).stream().noneMatch(put.now().attributes()::has),
          () -> "He may not read all of " + put);
    }

    /** What has moved from below a shared record keeps its shares until then (decision 0019). */
    private boolean inheritsStill(Key key) {
      Set<String> outdated = world.storedShares();
      outdated.removeAll(world.allShares());
      return outdated.stream().anyMatch(share -> share.startsWith(key.id().toString()));
    }

    private void step() throws Exception {
      switch (chance.random.nextInt(28)) {
        case 0, 1, 2, 3 -> writeRecord();
        case 4 -> deleteRecord();
        case 5 -> configure();
        case 6, 7 -> begin();
        case 8 -> commitAll();
        case 9 -> slicer.run(world.organization);
        case 10 -> lag(chance.any(devices));
        case 11 -> loseAnswer(chance.any(devices));
        case 12, 13, 14 -> chance.time();
        case 15, 16 -> share();
        case 17, 18 -> hold();
        case 19, 20 -> syncOverABadLine(chance.any(devices));
        default -> syncAndCompare(chance.any(devices));
      }
    }

    private void writeRecord() {
      boolean update = !world.records.isEmpty() && chance.oneIn(2);
      Key key = update ? chance.any(world.records.keySet()) : newKey();
      world.write(key, chance.owner(key.entity()), chance.values(key.entity()));
    }

    private Key newKey() {
      return new Key(chance.entity(), chance.id());
    }

    private void deleteRecord() {
      if (!world.records.isEmpty()) {
        world.delete(chance.any(world.records.keySet()));
      }
    }

    private void share() {
      if (world.records.isEmpty()) {
        return;
      }
      Key key = chance.any(world.records.keySet());
      Set<UUID> with = world.shares.getOrDefault(key, Map.of()).keySet();
      if (!with.isEmpty() && chance.oneIn(2)) {
        world.unshare(key, chance.any(with));
      } else {
        world.share(key, chance.principal(), chance.rights());
      }
    }

    private void hold() {
      if (!world.records.isEmpty()) {
        Key key = chance.any(world.records.keySet());
        UUID user = chance.any(world.users.keySet());
        if (chance.oneIn(2)) {
          world.follow(key, user, chance.oneIn(2));
        } else {
          world.pin(key, user, chance.oneIn(2));
        }
      }
    }

    private void configure() {
      switch (chance.random.nextInt(13)) {
        case 12 -> chance.tree();
        case 11 -> people();
        case 10 -> world.noting(() -> world.cascade(!world.cascading));
        case 8 -> chance.hierarchy();
        case 9 -> {
          String entity = chance.any(world.entities.keySet());
          world.secure(entity, chance.any(chance.securable(entity)), chance.oneIn(2));
        }
        case 5 -> chance.calendar();
        case 0 -> chance.user(chance.any(world.users.keySet()));
        case 1 -> chance.team(chance.any(world.teams.keySet()));
        case 2 -> chance.role(chance.any(world.roles.keySet()));
        case 3 -> world.publish(chance.any(world.profiles.keySet()), chance.items());
        case 4 -> chance.assign(chance.any(world.profiles.keySet()));
        default -> {
          String entity = chance.any(world.entities.keySet());
          world.enable(entity, chance.offline(entity));
        }
      }
      world.configured();
    }

    /** Somebody joins, with a device or without, or leaves: then he has no dataset any more. */
    private void people() {
      if (chance.oneIn(2)) {
        UUID user = chance.id();
        chance.user(user);
        if (chance.oneIn(2)) {
          devices.add(device(user));
        }
        return;
      }
      UUID user = chance.any(world.users.keySet());
      List<Device> others = devices.stream().filter(device -> !device.user.equals(user)).toList();
      if (world.users.size() > 2 && others.size() > 1) {
        world.leave(user);
        devices.stream().filter(device -> device.user.equals(user)).forEach(gone::add);
        devices.removeAll(gone);
      }
    }

    private Device device(UUID user) {
      return new Device(sync, world.organization, user, put -> mayBeShown(user, put));
    }

    private void refusedToWhoLeft() {
      for (Device device : gone) {
        var e = assertThrows(ProblemException.class, device::sync);
        assertEquals(ProblemCode.NO_DATASET, e.code());
      }
    }

    private void begin() throws Exception {
      if (inFlight.size() < 3) {
        Connection connection = TestDatabase.get().getConnection();
        connection.setAutoCommit(false);
        Key key = newKey();
        inFlight.add(
            new InFlight(
                connection,
                key,
                world.write(
                    connection, key, chance.owner(key.entity()), chance.values(key.entity()))));
      }
    }

    private void commitAll() throws Exception {
      for (InFlight write : inFlight) {
        write.connection.commit();
        write.connection.setAutoCommit(true);
        write.connection.close();
        world.noting(() -> world.records.put(write.key, write.rec));
      }
      inFlight.clear();
    }

    /** A sync while changes wait: whatever it brings, the next one must put it right. */
    private void lag(Device device) throws Exception {
      try {
        device.sync();
        lagged.put(device, true);
      } catch (ProblemException e) {
        forget(device);
      }
    }

    private void loseAnswer(Device device) throws Exception {
      try {
        device.askInVain();
      } catch (ProblemException e) {
        forget(device);
      }
    }

    /** What breaks off is gone on with, whatever happens meanwhile. */
    private void syncOverABadLine(Device device) throws Exception {
      if (device.token != null && chance.oneIn(2)) {
        forget(device);
      }
      try {
        device.sync(
            () -> !chance.oneIn(3),
            () -> {
              for (int i = chance.random.nextInt(4); i > 0; i--) {
                writeRecord();
              }
              if (chance.oneIn(3)) {
                configure();
              }
              if (chance.oneIn(3) && !world.records.isEmpty()) {
                deleteRecord();
              }
              commitAll();
              slicer.drain(world.organization);
            });
        lagged.put(device, true);
        syncAndCompare(device);
      } catch (ProblemException e) {
        forget(device);
      }
    }

    private void syncAndCompare(Device device) throws Exception {
      slicer.drain(world.organization);
      Oracle oracle = new Oracle(world, device.user);
      if (!world.records.isEmpty()) {
        insights.explain(device.user, chance.any(world.records.keySet()));
      }
      if (chance.oneIn(8)) {
        UUID profile = chance.any(world.profiles.keySet());
        List<ProfileItem> draft = chance.items();
        insights.preview(device.user, profile, draft);
        insights.size(device.user, profile, draft);
      }
      Map<String, String> columns = oracle.columns();
      boolean sameColumns = columns.equals(columnsBefore.put(device, columns));
      int endedBefore =
          Objects.requireNonNullElse(sharesEnded.put(device, world.endedShares.size()), 0);
      List<Key> ended = world.endedShares.subList(endedBefore, world.endedShares.size());
      int writesBefore = Objects.requireNonNullElse(writes.put(device, world.writes), 0);
      boolean changed = !ended.isEmpty() || writesBefore != world.writes;
      boolean passed = !world.now.equals(syncedAt.put(device, world.now));
      long since = device.checkpoint();
      boolean exact = device.token != null && sameColumns && !lagged.getOrDefault(device, false);
      Device.Received received;
      try {
        received = device.sync();
      } catch (ProblemException e) {
        assertEquals(ProblemCode.NO_DATASET, e.code());
        assertFalse(oracle.hasProfile());
        forget(device);
        return;
      }
      lagged.put(device, false);
      assertTrue(oracle.hasProfile());
      assertEquals(List.of(), differences(oracle.dataset(), device.held));
      assertEquals(world.allRights(), world.storedRights());
      received.puts().stream()
          .filter(History::isBetweenTwo)
          .forEach(put -> BETWEEN_TWO.incrementAndGet());
      if (exact) {
        received.puts().stream()
            .filter(put -> !ended.contains(put.key()))
            .filter(put -> !wentAndCame(put.key(), since, changed, passed))
            .forEach(put -> assertNotEquals(put.before(), put.now(), "Sent again"));
      }
    }

    private static boolean isBetweenTwo(Device.Put put) {
      return put.now().attributes().has(Thing.UP) && put.now().attributes().has(Thing.ACROSS);
    }

    /**
     * Records that others lead to, or decide about, may go and come as those are written, and
     * records in windows of time, and what these lead to, as it passes, while the device does not
     * look: it gets them once more.
     */
    private boolean wentAndCame(Key key, long since, boolean changed, boolean passed) {
      return TestDatabase.number(
              CAME, world.organization, key.id(), since, changed || passed, passed, since)
          > 0;
    }

    private static List<String> differences(
        Map<Key, Oracle.Held> expected, Map<Key, Oracle.Held> held) {
      Set<Key> all = new HashSet<>(expected.keySet());
      all.addAll(held.keySet());
      return all.stream()
          .filter(key -> !Objects.equals(expected.get(key), held.get(key)))
          .map(key -> key + ": " + expected.get(key) + ", but holds " + held.get(key))
          .toList();
    }

    private void forget(Device device) {
      device.token = null;
      device.held.clear();
      lagged.remove(device);
    }
  }
}
