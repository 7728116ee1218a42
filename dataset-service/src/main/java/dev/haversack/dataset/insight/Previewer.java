package dev.haversack.dataset.insight;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetSize;
import dev.haversack.contract.model.EntityPreview;
import dev.haversack.contract.model.Preview;
import dev.haversack.contract.model.PreviewRequest;
import dev.haversack.contract.model.UserPreview;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.database.Transactions;
import dev.haversack.dataset.slicer.DraftPlan;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.sync.UserDataset;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Says what publishing a draft would change. The engine itself does it, in a transaction that is
 * rolled back: what is shown is what would be.
 */
public final class Previewer {

  private static final int USUALLY_LISTED = 20;

  /** As the database orders them, other than Java. */
  private static final Comparator<UUID> BY_BYTES =
      Comparator.comparing(UUID::getMostSignificantBits, Long::compareUnsigned)
          .thenComparing(UUID::getLeastSignificantBits, Long::compareUnsigned);

  private final DataSource database;
  private final ObjectMapper json;
  private final Function<UUID, OrganizationModel> models;
  private final Clock clock;
  private final SliceStore slices;

  /**
   * A previewer.
   *
   * @param models the present configuration of an organization; asked before a transaction begins
   */
  public Previewer(
      DataSource database,
      ObjectMapper json,
      Function<UUID, OrganizationModel> models,
      Clock clock) {
    this.database = database;
    this.json = json;
    this.models = models;
    this.clock = clock;
    this.slices = new SliceStore(json);
  }

  /**
   * Previews a draft.
   *
   * @throws ProblemException {@code not-found} for an unknown user, {@code invalid-filter} for one
   *     that no profile could have, {@code not-ready}
   */
  public Preview preview(UUID organizationId, PreviewRequest request) throws SQLException {
    Draft.check(request.items());
    OrganizationModel now = models.apply(organizationId);
    for (UUID userId : request.userIds()) {
      if (now.directory().user(userId).isEmpty()) {
        throw ProblemException.of(ProblemCode.NOT_FOUND, "There is no user " + userId + ".");
      }
    }
    OrganizationModel after =
        now.withPublished(Draft.of(now, request.profileId(), request.items()), request.userIds());
    return Transactions.<Preview, RuntimeException>trying(
        database, connection -> preview(connection, now, after, request));
  }

  private Preview preview(
      Connection connection, OrganizationModel now, OrganizationModel after, PreviewRequest request)
      throws SQLException {
    UUID organizationId = now.organizationId();
    long checkpoint = CheckpointReader.position(connection, organizationId);
    Plan<Long> present = CheckpointReader.plan(connection, slices, organizationId);
    Plan<Long> drafted = DraftPlan.build(connection, json, after, clock.instant());
    int listed = Objects.requireNonNullElse(request.listed(), USUALLY_LISTED);
    List<UserPreview> users = new ArrayList<>();
    for (UUID userId : request.userIds()) {
      users.add(
          preview(
              userId,
              UserDataset.of(connection, json, now, present, userId, checkpoint),
              UserDataset.of(connection, json, after, drafted, userId, checkpoint),
              now.settings().limits().mostRecords(),
              listed));
    }
    return new Preview(checkpoint, users);
  }

  private static UserPreview preview(
      UUID userId, UserDataset now, UserDataset after, long mostRecords, int listed)
      throws SQLException {
    SortedSet<String> names = new TreeSet<>(now.entities());
    names.addAll(after.entities());
    List<EntityPreview> entities = new ArrayList<>();
    for (String name : names) {
      entities.add(preview(name, now, after, listed));
    }
    DatasetSize drafted = sum(entities.stream().map(EntityPreview::after).toList());
    return new UserPreview(
        userId,
        sum(entities.stream().map(EntityPreview::now).toList()),
        drafted,
        drafted.records() > mostRecords,
        entities);
  }

  /** Only the ids of what a user has now are kept, one entity at a time. */
  private static EntityPreview preview(
      String entity, UserDataset now, UserDataset after, int listed) throws SQLException {
    Set<UUID> leaving = new HashSet<>();
    DatasetSize present = now.read(entity, leaving::add);
    long[] enter = {0};
    List<UUID> entering = new ArrayList<>();
    DatasetSize drafted =
        after.read(
            entity,
            id -> {
              if (!leaving.remove(id)) {
                enter[0]++;
                if (entering.size() < listed) {
                  entering.add(id);
                }
              }
            });
    return new EntityPreview(
        entity,
        present,
        drafted,
        enter[0],
        (long) leaving.size(),
        entering,
        leaving.stream().sorted(BY_BYTES).limit(listed).toList());
  }

  private static DatasetSize sum(List<DatasetSize> sizes) {
    return new DatasetSize(
        sizes.stream().mapToLong(DatasetSize::records).sum(),
        sizes.stream().mapToLong(DatasetSize::bytes).sum());
  }
}
