package dev.haversack.dataset.sync;

import static dev.haversack.dataset.sync.Sales.ANNA;
import static dev.haversack.dataset.sync.Sales.MOSES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.dataset.security.Reach;
import dev.haversack.dataset.sync.ScopeContent.EntityScope;
import dev.haversack.dataset.sync.ScopeContent.SliceKeys;
import dev.haversack.dataset.sync.ScopeContent.SliceKind;
import dev.haversack.dataset.sync.World.Key;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What ends is told as what differs, whatever a user had and however old his token is. */
class EndedSqlTest {

  private static final int RECORDS = 30;
  private static final int ROUNDS = 400;
  private static final UUID[] OWNERS = {ANNA, MOSES, Sales.TEAM};
  private static final String[] CITIES = {"Bern", "Basel", "Genf"};

  private final Random random = new Random(20_261_130);
  private final Sales sales = new Sales();
  private final TreeMap<Long, SliceKind> slices = new TreeMap<>();

  @Test
  void bothStatementsFindTheSame() throws Exception {
    sales.configure(() -> sales.publish(Sales.bern(true)));
    for (int i = 0; i < 60; i++) {
      change();
      sales.drain();
    }
    findSlices();
    assertTrue(slices.containsValue(SliceKind.FOLLOWED) && slices.containsValue(SliceKind.OWN));

    long last = checkpoint();
    Set<String> reasons = new TreeSet<>();
    for (int i = 0; i < ROUNDS; i++) {
      EntityScope before = scope();
      long since = random.nextLong(last + 1);
      boolean otherProfiles = random.nextBoolean();
      Reach reach =
          random.nextBoolean() ? Reach.EVERYTHING : new Reach(false, Set.of(MOSES), Set.of());
      IdRange range = random.nextInt(3) > 0 ? IdRange.ALL : new IdRange(null, key(15).id());
      List<String> differing = rows(before, since, otherProfiles, reach, range, false);

      assertEquals(differing, rows(before, since, otherProfiles, reach, range, true));
      differing.forEach(row -> reasons.add(row.substring(row.indexOf(' ') + 1)));
    }
    assertEquals(Set.of("deleted", "filter", "profile", "security", "unfollowed"), reasons);
  }

  @Test
  void whatItDoesNotFitIsLeftToTheOther() {
    assertTrue(EndedSql.fits(scope(SliceKind.OWN), EntityScope.NOTHING));
    assertFalse(EndedSql.fits(scope(SliceKind.OWN), scope(SliceKind.OWN)));
    assertFalse(EndedSql.fits(scope(SliceKind.RELATED), EntityScope.NOTHING));
    assertFalse(EndedSql.fits(scope((SliceKind) null), EntityScope.NOTHING));
  }

  private static Key key(int number) {
    return new Key("account", new UUID(9, number));
  }

  private void change() {
    int number = 1 + random.nextInt(RECORDS);
    switch (random.nextInt(6)) {
      case 0 -> {
        if (sales.world.records.containsKey(key(number))) {
          sales.world.delete(key(number));
        }
      }
      case 1 -> sales.world.follow(key(number), OWNERS[random.nextInt(2)], random.nextBoolean());
      default ->
          sales.account(
              number, OWNERS[random.nextInt(OWNERS.length)], CITIES[random.nextInt(CITIES.length)]);
    }
  }

  /** Those of the profile: of its filter, of what is followed, and of what is shared or pinned. */
  private void findSlices() throws SQLException {
    try (Connection connection = TestDatabase.get().getConnection();
        PreparedStatement statement =
            connection.prepareStatement(
                "SELECT slice_id, definition ->> 'held' FROM slice WHERE org_id = ? AND entity = 'account'")) {
      statement.setObject(1, sales.world.organization);
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          slices.put(
              rows.getLong(1),
              "FOLLOWED".equals(rows.getString(2)) ? SliceKind.FOLLOWED : SliceKind.OWN);
        }
      }
    }
  }

  private long checkpoint() {
    return TestDatabase.number(
        "SELECT position FROM organization_checkpoint WHERE org_id = ?", sales.world.organization);
  }

  /** Of each slice all, nothing, or some keys. */
  private EntityScope scope() throws SQLException {
    TreeMap<Long, SliceKeys> taken = new TreeMap<>();
    try (Connection connection = TestDatabase.get().getConnection()) {
      for (var slice : slices.entrySet()) {
        switch (random.nextInt(3)) {
          case 0 -> taken.put(slice.getKey(), SliceKeys.all(true, slice.getValue()));
          case 1 -> taken.put(slice.getKey(), SliceKeys.none(slice.getValue()));
          default -> {
            List<Long> keys =
                KeyQuery.all(connection, sales.world.organization, slice.getKey()).stream()
                    .filter(key -> random.nextBoolean())
                    .toList();
            taken.put(slice.getKey(), new SliceKeys(false, keys, true, slice.getValue()));
          }
        }
      }
    }
    return new EntityScope(List.of(), List.of(), taken, new TreeMap<>());
  }

  private static EntityScope scope(SliceKind kind) {
    return new EntityScope(
        List.of(),
        List.of(),
        new TreeMap<>(Map.of(1L, SliceKeys.all(false, kind))),
        new TreeMap<>());
  }

  private List<String> rows(
      EntityScope before,
      long since,
      boolean otherProfiles,
      Reach reach,
      IdRange range,
      boolean ended)
      throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = TestDatabase.get().getConnection()) {
      UUID organization = sales.world.organization;
      EntityReader reader = new EntityReader(connection, organization, "account", reach, List.of());
      ScopeChange change =
          ScopeChange.between(
              before,
              EntityScope.NOTHING,
              otherProfiles,
              slice -> KeyQuery.all(connection, organization, slice));
      try (PreparedStatement statement =
          ended
              ? reader.ended(change, before, since, range, null)
              : reader.differing(change, before, EntityScope.NOTHING, since, range, null)) {
        RowCursor.of(statement).pass(row -> found.add(row.id() + " " + row.what()));
      }
    }
    return found;
  }
}
