package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetLine;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FeedPage;
import dev.haversack.contract.model.Organization;
import dev.haversack.dataset.slicer.Slicer;
import dev.haversack.platform.feed.ConfigurationStore;
import jakarta.enterprise.context.Dependent;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The sales organization of the tests in the running service. */
@Dependent
class ServedSales {

  final World world = Sales.organization();

  private final ConfigurationStore configuration;
  private final Slicer slicer;
  private final DataSource database;
  private final ObjectMapper json;
  private long revision;

  ServedSales(
      ConfigurationStore configuration, Slicer slicer, DataSource database, ObjectMapper json) {
    this.configuration = configuration;
    this.slicer = slicer;
    this.database = database;
    this.json = json;
  }

  /** Feeds the configuration as it is now. */
  void feed() {
    List<FeedEntry> entries = new ArrayList<>();
    UUID organization = world.organization;
    entries.add(
        entry(
            FeedKind.ORGANIZATION,
            organization,
            new Organization(organization, "Sales", world.settings())));
    world.entities.forEach((id, e) -> entries.add(entry(FeedKind.ENTITY, id, e)));
    world.units.forEach((id, e) -> entries.add(entry(FeedKind.BUSINESS_UNIT, id, e)));
    world.teams.forEach((id, e) -> entries.add(entry(FeedKind.TEAM, id, e)));
    world.roles.forEach((id, e) -> entries.add(entry(FeedKind.ROLE, id, e)));
    world.users.forEach((id, e) -> entries.add(entry(FeedKind.USER, id, e)));
    world.profiles.forEach((id, e) -> entries.add(entry(FeedKind.PUBLISHED_PROFILE, id, e)));
    world.assignments.forEach((id, e) -> entries.add(entry(FeedKind.PROFILE_ASSIGNMENTS, id, e)));
    configuration.apply(world.organization, new FeedPage(revision, entries));
  }

  void write(int number, String city) throws Exception {
    writeOnly(number, city);
    drain();
  }

  /** Without bringing the slices up with it. */
  void writeOnly(int number, String city) throws Exception {
    writeOf(Sales.ANNA, number, city);
  }

  /** Somebody else's, without bringing the slices up with it. */
  void writeOf(UUID owner, int number, String city) throws Exception {
    try (Connection connection = database.getConnection()) {
      World.Key key = new World.Key("account", new UUID(9, number));
      world.write(connection, key, owner, Sales.values(number, city));
    }
  }

  void delete(int number) throws Exception {
    try (Connection connection = database.getConnection();
        var statement =
            connection.prepareStatement(
                """
                WITH d AS (DELETE FROM record WHERE org_id = ? AND entity = 'account' AND record_id = ?)
                INSERT INTO record_change (org_id, entity, record_id) VALUES (?, 'account', ?)
                """)) {
      for (int i = 1; i <= 4; i++) {
        statement.setObject(i, i % 2 == 1 ? world.organization : new UUID(9, number));
      }
      statement.executeUpdate();
    }
    drain();
  }

  /** Damages what the database holds of the slices, as no configuration could. */
  void breakSlices() throws Exception {
    drain();
    try (Connection connection = database.getConnection();
        var statement =
            connection.prepareStatement("UPDATE slice SET definition = '7' WHERE org_id = ?")) {
      statement.setObject(1, world.organization);
      statement.executeUpdate();
    }
  }

  void drain() throws Exception {
    slicer.drain(world.organization);
  }

  List<DatasetLine> lines(String body) throws Exception {
    List<DatasetLine> lines = new ArrayList<>();
    for (String line : body.split("\n")) {
      lines.add(json.readValue(line, DatasetLine.class));
    }
    return lines;
  }

  private FeedEntry entry(FeedKind kind, Object id, Object payload) {
    JsonNode tree = json.valueToTree(payload);
    return new FeedEntry(++revision, kind, id.toString(), tree);
  }
}
