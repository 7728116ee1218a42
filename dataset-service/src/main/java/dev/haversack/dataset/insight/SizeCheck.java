package dev.haversack.dataset.insight;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.LargeDataset;
import dev.haversack.contract.model.ProfileSize;
import dev.haversack.contract.model.ProfileSizeRequest;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.User;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.database.Transactions;
import dev.haversack.dataset.slicer.DraftPlan;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.Plan.PlannedPart;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.sync.UserDataset;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import javax.sql.DataSource;

/**
 * Says whether a draft would bring anybody more records than he may have: section 2.3 of the facts.
 *
 * <p>Counting each dataset would take as long as sending all of them. So whoever cannot have too
 * many is passed over: everybody where the organization itself has fewer; else who takes keys that
 * do not hold so many records together. Of the others, what a snapshot would announce counts; once
 * for all who take the same.
 */
public final class SizeCheck {

  private static final String RECORDS =
      "SELECT count(*) FROM (SELECT FROM record WHERE org_id = ? LIMIT ?) r";

  private static final Duration UNTIL_THE_FEED_IS_THERE = Duration.ofSeconds(1);

  /** Below that after which profile-service gives up. */
  private static final Duration LONGEST = Duration.ofSeconds(90);

  private static final Duration UNTIL_IT_MAY_BE_FASTER = Duration.ofMinutes(5);

  private final DataSource database;
  private final ObjectMapper json;
  private final BiFunction<UUID, Long, OrganizationModel> models;
  private final Clock clock;

  /**
   * A check.
   *
   * @param models the configuration of an organization, of a revision or newer where that has
   *     arrived; asked before a transaction begins
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
    return Transactions.<Boolean, RuntimeException>trying(
        database,
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(RECORDS)) {
            statement.setObject(1, organizationId);
            statement.setLong(2, Math.max(mostRecords, mostRecords + 1));
            try (ResultSet rows = statement.executeQuery()) {
              rows.next();
              return rows.getLong(1) > mostRecords;
            }
          }
        });
  }

  /**
   * Finds a dataset that is too large. Who would have fewer than now has not: administrators come
   * below the limit step by step.
   *
   * @throws ProblemException {@code not-ready} while the configuration of the revision has not
   *     arrived, and where it takes longer than anybody waits; {@code invalid-filter} for one that
   *     no profile could have
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
        database, connection -> size(connection, now, after, request));
  }

  private ProfileSize size(
      Connection connection,
      OrganizationModel now,
      OrganizationModel after,
      ProfileSizeRequest request)
      throws SQLException {
    long deadline = System.nanoTime() + LONGEST.toNanos();
    UUID organizationId = after.organizationId();
    long checkpoint = CheckpointReader.position(connection, organizationId);
    Plan<Long> present = CheckpointReader.plan(connection, new SliceStore(json), organizationId);
    Plan<Long> plan = DraftPlan.build(connection, json, after, clock.instant());
    List<UUID> holders = holders(after, request.profileId());
    KeyCounts counts = KeyCounts.of(connection, organizationId, slices(after, plan, holders));
    Map<Object, Long> counted = new HashMap<>();
    for (UUID userId : holders) {
      UserDataset dataset = UserDataset.of(connection, json, after, plan, userId, checkpoint);
      if (counts.atMost(dataset) > request.mostRecords()) {
        Long records = counted.get(dataset.content());
        if (records == null) {
          records = dataset.count();
          counted.put(dataset.content(), records);
        }
        if (records > request.mostRecords()) {
          long before = UserDataset.of(connection, json, now, present, userId, checkpoint).count();
          if (records >= before) {
            return new ProfileSize(new LargeDataset(userId, records, before));
          }
        }
      }
      if (System.nanoTime() > deadline) {
        throw tooSlow();
      }
    }
    return new ProfileSize(null);
  }

  /** What those who have the profile take from. Guards only narrow it. */
  private static Set<Long> slices(
      OrganizationModel organization, Plan<Long> plan, List<UUID> holders) {
    Set<UUID> theirs =
        holders.stream()
            .flatMap(id -> organization.profilesOf(id).stream())
            .map(PublishedProfile::profileId)
            .collect(Collectors.toSet());
    return plan.profiles().stream()
        .filter(profile -> theirs.contains(profile.profileId()))
        .flatMap(profile -> profile.items().stream())
        .flatMap(item -> item.parts().stream())
        .map(PlannedPart::slice)
        .collect(Collectors.toSet());
  }

  /** Says that it cannot be said, and what helps. */
  static ProblemException tooSlow() {
    return ProblemException.retryAfter(
        ProblemCode.NOT_READY,
        "To count what the profile would bring takes too long; with a `recordsPerUser` of as many records as the organization has, nothing is counted.",
        UNTIL_IT_MAY_BE_FASTER);
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
