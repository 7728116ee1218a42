package dev.haversack.dataset.insight;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.LargeDataset;
import dev.haversack.contract.model.ProfileSize;
import dev.haversack.contract.model.ProfileSizeRequest;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.database.Transactions;
import dev.haversack.dataset.slicer.DraftPlan;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.sync.UserDataset;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.BiFunction;
import javax.sql.DataSource;

/**
 * Says whether a draft would bring anybody more records than he may have: section 2.3 of the facts.
 *
 * <p>Counting each dataset would take as long as sending all of them. So whoever cannot have too
 * many is passed over: everybody where the organization itself has fewer; else who takes keys that
 * do not hold so many records together. Of the others, what a snapshot would announce counts.
 */
public final class SizeCheck {

  private static final String RECORDS =
      "SELECT count(*) FROM (SELECT FROM record WHERE org_id = ? LIMIT ?) r";

  private static final Duration UNTIL_THE_FEED_IS_THERE = Duration.ofSeconds(1);

  private final DataSource database;
  private final ObjectMapper json;
  private final BiFunction<UUID, Long, OrganizationModel> models;
  private final Clock clock;

  /**
   * A check.
   *
   * @param models the configuration of an organization at a revision, or before or after it; asked
   *     before a transaction begins
   */
  public SizeCheck(
      DataSource database,
      ObjectMapper json,
      BiFunction<UUID, Long, OrganizationModel> models,
      Clock clock) {
    this.database = database;
    this.json = json;
    this.models = models;
    this.clock = clock;
  }

  /** Whether the organization has more records than a user may have; else nobody has too many. */
  public boolean isNeeded(UUID organizationId, long mostRecords) throws SQLException {
    return Transactions.<Boolean, RuntimeException>reading(
        database,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(RECORDS)) {
            statement.setObject(1, organizationId);
            statement.setLong(2, mostRecords + 1);
            try (ResultSet rows = statement.executeQuery()) {
              rows.next();
              return rows.getLong(1) > mostRecords;
            }
          }
        });
  }

  /**
   * Finds a dataset that is too large.
   *
   * @throws ProblemException {@code not-ready} while the configuration of the revision has not
   *     arrived, {@code invalid-filter} for one that no profile could have
   */
  public ProfileSize size(UUID organizationId, ProfileSizeRequest request) throws SQLException {
    Draft.check(request.items());
    OrganizationModel now = models.apply(organizationId, request.revision());
    if (now.revision() < request.revision()) {
      throw ProblemException.retryAfter(
          ProblemCode.NOT_READY,
          "The configuration has arrived up to revision %d only.".formatted(now.revision()),
          UNTIL_THE_FEED_IS_THERE);
    }
    OrganizationModel after =
        now.withPublished(
            Draft.of(now, request.profileId(), request.items()), request.assignments());
    return Transactions.<ProfileSize, RuntimeException>trying(
        database, connection -> size(connection, after, request));
  }

  private ProfileSize size(
      Connection connection, OrganizationModel after, ProfileSizeRequest request)
      throws SQLException {
    UUID organizationId = after.organizationId();
    long checkpoint = CheckpointReader.position(connection, organizationId);
    Plan<Long> plan = DraftPlan.build(connection, json, after, clock.instant());
    KeyCounts counts = KeyCounts.of(connection, organizationId, plan);
    for (UUID userId : holders(after, request.profileId())) {
      UserDataset dataset = UserDataset.of(connection, json, after, plan, userId, checkpoint);
      if (counts.atMost(dataset) > request.mostRecords()) {
        long records = dataset.count();
        if (records > request.mostRecords()) {
          return new ProfileSize(new LargeDataset(userId, records));
        }
      }
    }
    return new ProfileSize(null);
  }

  private static List<UUID> holders(OrganizationModel organization, UUID profileId) {
    return organization.directory().users().stream()
        .map(User::id)
        .filter(id ->
            organization.profilesOf(id).stream()
                .anyMatch(profile -> profile.profileId().equals(profileId)))
        .sorted()
        .toList();
  }
}
