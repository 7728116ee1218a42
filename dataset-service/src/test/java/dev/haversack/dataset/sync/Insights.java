package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetWayKind;
import dev.haversack.contract.model.EntityPreview;
import dev.haversack.contract.model.Explanation;
import dev.haversack.contract.model.LargeDataset;
import dev.haversack.contract.model.ObstacleCode;
import dev.haversack.contract.model.PreviewRequest;
import dev.haversack.contract.model.ProfileAssignments;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.contract.model.ProfileSizeRequest;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.ReadAccess;
import dev.haversack.contract.model.UserPreview;
import dev.haversack.dataset.insight.Explainer;
import dev.haversack.dataset.insight.Previewer;
import dev.haversack.dataset.insight.SizeCheck;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.sync.World.Key;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Holds explanations and previews against the oracle. */
final class Insights {

  private final World world;
  private final Explainer explainer;
  private final Previewer previewer;
  private final SizeCheck sizeCheck;

  Insights(World world, ObjectMapper json) {
    this.world = world;
    this.explainer = new Explainer(TestDatabase.get(), json, id -> world.model(), world.clock());
    this.previewer = new Previewer(TestDatabase.get(), json, id -> world.model(), world.clock());
    this.sizeCheck =
        new SizeCheck(TestDatabase.get(), json, (id, revision) -> world.model(), world.clock());
  }

  /** When nothing waits. */
  void explain(UUID user, Key key) throws Exception {
    Oracle oracle = new Oracle(world, user);
    Explanation explanation =
        explainer.explain(world.organization, user, new RecordKey(key.entity(), key.id()), false);

    boolean expected = oracle.dataset().containsKey(key);
    assertEquals(expected, explanation.inDataset(), "In the dataset: " + explanation);
    assertEquals(
        world.users.get(user).active() && oracle.readable(key, world.records.get(key)),
        explanation.access() != ReadAccess.NONE,
        "Readable: " + explanation);
    assertEquals(
        expected,
        explanation.access() != ReadAccess.NONE && !explanation.ways().isEmpty(),
        "Explained: " + explanation);
    assertEquals(
        0,
        explanation.obstacles().stream().filter(o -> o.code() == ObstacleCode.NOT_YET).count(),
        "Up to date: " + explanation);
    if (explanation.access() != ReadAccess.NONE) {
      assertEquals(oracle.follows(key), leads(explanation, DatasetWayKind.FOLLOWED), "Followed");
      assertEquals(oracle.worksOn(key), leads(explanation, DatasetWayKind.PINNED), "Pinned");
    }
    forHimself(oracle, user, key, explanation);
  }

  private static boolean leads(Explanation explanation, DatasetWayKind kind) {
    return explanation.ways().stream().anyMatch(way -> way.kind() == kind);
  }

  /** He learns the same, and nothing of what he may not read. */
  private void forHimself(Oracle oracle, UUID user, Key key, Explanation whole) throws Exception {
    RecordKey record = new RecordKey(key.entity(), key.id());
    if (whole.access() == ReadAccess.NONE) {
      assertThrows(
          ProblemException.class, () -> explainer.explain(world.organization, user, record, true));
      return;
    }
    Explanation own = explainer.explain(world.organization, user, record, true);
    assertEquals(whole.inDataset(), own.inDataset());
    own.ways().stream()
        .flatMap(way -> Stream.ofNullable(way.path()).flatMap(List::stream))
        .map(step -> new Key(step.entity(), step.id()))
        .forEach(
            step -> assertTrue(oracle.readable(step, world.records.get(step)), "Shown: " + step));
  }

  void preview(UUID user, UUID profile, List<ProfileItem> items) throws Exception {
    UserPreview preview =
        previewer
            .preview(world.organization, new PreviewRequest(profile, items, Set.of(user), 1_000))
            .users()
            .getFirst();
    Set<Key> now = Set.copyOf(new Oracle(world, user).dataset().keySet());
    Set<Key> after = published(user, profile, items).get(user);

    Map<String, EntityPreview> entities =
        preview.entities().stream().collect(Collectors.toMap(EntityPreview::entity, e -> e));
    assertEquals(now.size(), preview.now().records());
    assertEquals(after.size(), preview.after().records());
    assertEquals(minus(after, now), keys(entities, true));
    assertEquals(minus(now, after), keys(entities, false));
  }

  /**
   * The largest dataset is allowed, and is found when one record less is; but not of whom it makes
   * smaller.
   */
  void size(UUID user, UUID profile, List<ProfileItem> items) throws Exception {
    Map<UUID, Set<Key>> after = published(user, profile, items);
    Map<UUID, Integer> now = new HashMap<>();
    after.keySet().forEach(id -> now.put(id, new Oracle(world, id).dataset().size()));
    long largest =
        after.entrySet().stream()
            .filter(entry -> entry.getValue().size() >= now.get(entry.getKey()))
            .mapToLong(entry -> entry.getValue().size())
            .max()
            .orElse(0);
    assertNull(tooLarge(user, profile, items, Math.max(1, largest)));
    if (largest > 1) {
      LargeDataset found = tooLarge(user, profile, items, largest - 1);
      assertNotNull(found);
      assertEquals(largest, found.records());
      assertEquals(largest, after.get(found.userId()).size());
      assertEquals(now.get(found.userId()).longValue(), found.now());
    }
  }

  private @Nullable LargeDataset tooLarge(
      UUID user, UUID profile, List<ProfileItem> items, long mostRecords) throws Exception {
    LargeDataset found =
        sizeCheck
            .size(
                world.organization,
                new ProfileSizeRequest(profile, 1L, items, holders(user, profile), mostRecords))
            .tooLarge();
    if (!sizeCheck.isNeeded(world.organization, mostRecords)) {
      assertNull(found, "It need not have been asked");
    }
    return found;
  }

  private ProfileAssignments holders(UUID user, UUID profile) {
    ProfileAssignments assigned = world.assignments.get(profile);
    List<UUID> users = new ArrayList<>(assigned.userIds());
    users.add(user);
    return new ProfileAssignments(users, assigned.teamIds());
  }

  /**
   * What the oracle says that its holders had, were it published; the world is as before
   * afterwards.
   */
  private Map<UUID, Set<Key>> published(UUID user, UUID profile, List<ProfileItem> items) {
    PublishedProfile before = world.profiles.get(profile);
    ProfileAssignments assigned = world.assignments.get(profile);
    world.model();
    world.profiles.put(
        profile,
        new PublishedProfile(
            profile,
            before.version() + 1,
            before.name(),
            null,
            before.publishedAt(),
            null,
            null,
            null,
            items));
    world.assignments.put(profile, holders(user, profile));
    Map<UUID, Set<Key>> datasets = new HashMap<>();
    for (UUID holder : List.copyOf(world.users.keySet())) {
      if (holder.equals(user) || new Oracle(world, holder).hasProfile(profile)) {
        datasets.put(holder, Set.copyOf(new Oracle(world, holder).dataset().keySet()));
      }
    }
    world.profiles.put(profile, before);
    world.assignments.put(profile, assigned);
    return datasets;
  }

  private static Set<Key> minus(Set<Key> these, Set<Key> those) {
    Set<Key> left = new HashSet<>(these);
    left.removeAll(those);
    return left;
  }

  private static Set<Key> keys(Map<String, EntityPreview> entities, boolean entering) {
    Set<Key> keys = new HashSet<>();
    entities.forEach((name, entity) ->
        (entering ? entity.entering() : entity.leaving())
            .forEach(id -> keys.add(new Key(name, id))));
    return keys;
  }
}
