package dev.haversack.dataset.insight;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.Explanation;
import dev.haversack.contract.model.ObstacleCode;
import dev.haversack.contract.model.PublishedProfile;
import dev.haversack.contract.model.ReadAccess;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.database.Transactions;
import dev.haversack.dataset.filter.EdgeTable;
import dev.haversack.dataset.filter.Evaluation;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.security.PrivilegeKind;
import dev.haversack.dataset.security.Reaches;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.slices.SliceStore.EffectivePlan;
import dev.haversack.dataset.sync.UserDataset;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Says why a record is in a user's dataset or not, from one state of the database. Whether it is in
 * comes from the slices, why it is so from the definitions: where the two differ the dataset is
 * behind, and that is said too.
 */
public final class Explainer {

  private final DataSource database;
  private final ObjectMapper json;
  private final Function<UUID, OrganizationModel> models;
  private final Clock clock;
  private final SliceStore slices;

  /**
   * An explainer.
   *
   * @param models the present configuration of an organization; asked before a transaction begins
   */
  public Explainer(
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
   * Explains a record.
   *
   * @param userId about whose dataset
   * @param hidden whether what the user may not read does not exist for who asks
   * @throws ProblemException {@code not-found}
   */
  public Explanation explain(UUID organizationId, UUID userId, RecordKey key, boolean hidden)
      throws SQLException {
    OrganizationModel organization = models.apply(organizationId);
    if (organization.entity(key.entity()).isEmpty()
        || organization.directory().user(userId).isEmpty()) {
      throw notFound();
    }
    return Transactions.<Explanation, RuntimeException>reading(
        database, connection -> explain(connection, organization, userId, key, hidden));
  }

  private Explanation explain(
      Connection connection,
      OrganizationModel organization,
      UUID userId,
      RecordKey key,
      boolean hidden)
      throws SQLException {
    UUID organizationId = organization.organizationId();
    RecordFacts facts = RecordFacts.read(connection, organizationId, key, userId);
    ReadAccess access = facts.access(organization, userId, key.entity());
    if (hidden && access == ReadAccess.NONE) {
      throw notFound();
    }
    Findings findings = new Findings();
    obstaclesToReading(organization, userId, key, facts, access, findings);
    EffectivePlan plan = slices.plan(connection, organizationId).orElse(null);
    long checkpoint = CheckpointReader.position(connection, organizationId);
    Long since = null;
    SortedMap<Long, List<Long>> keys = new TreeMap<>();
    List<PublishedProfile> profiles = organization.profilesOf(userId);
    if (plan != null && !profiles.isEmpty()) {
      UserDataset dataset =
          UserDataset.of(connection, json, organization, plan.plan(), userId, checkpoint);
      since = dataset.since(key.entity(), key.id());
      keys = dataset.keys(key.entity());
    }
    if (facts.exists()) {
      ItemExplainer items =
          new ItemExplainer(
              organization,
              key,
              facts,
              new FilterJudge(
                  connection,
                  organization,
                  Evaluation.of(organization, userId, clock.instant()),
                  EdgeTable.read(connection, organizationId),
                  key),
              hidden
                  ? new RelatedPaths(
                      connection, organizationId, isReadable(connection, organization, userId))
                  : new RelatedPaths(connection, organizationId, step -> true),
              plan == null ? new Plan<>(List.of()) : plan.plan(),
              keys,
              findings);
      for (PublishedProfile profile : profiles) {
        items.explain(profile);
      }
    }
    boolean expected = access != ReadAccess.NONE && !findings.ways().isEmpty();
    boolean in = since != null;
    if (expected != in || facts.waiting() || isBehind(organization, plan)) {
      findings.keepsOut(
          ObstacleCode.NOT_YET,
          "Changes wait for the next checkpoint; the dataset is as it was before them.");
    }
    return new Explanation(
        userId,
        key.entity(),
        key.id(),
        in,
        checkpoint,
        since,
        access,
        facts.sharesReaching(organization, userId, key.entity()),
        findings.ways(),
        findings.obstacles());
  }

  private static boolean isBehind(OrganizationModel organization, @Nullable EffectivePlan plan) {
    return plan == null
        ? !organization.profiles().isEmpty()
        : plan.revision() < organization.revision();
  }

  private static void obstaclesToReading(
      OrganizationModel organization,
      UUID userId,
      RecordKey key,
      RecordFacts facts,
      ReadAccess access,
      Findings findings) {
    if (organization.profilesOf(userId).isEmpty()) {
      findings.keepsOut(
          ObstacleCode.NO_PROFILE,
          "No published profile is assigned to the user or a team of his, or he is not active.");
    }
    if (!facts.exists()) {
      findings.keepsOut(ObstacleCode.RECORD_NOT_FOUND, "There is no such record.");
    } else if (access == ReadAccess.NONE) {
      boolean none = Reaches.of(organization, userId, key.entity(), PrivilegeKind.READ).isNothing();
      findings.keepsOut(
          none ? ObstacleCode.PRIVILEGE_MISSING : ObstacleCode.NOT_REACHED,
          none
              ? "No role of the user lets him read any record of the entity."
              : "The roles of the user reach other records of the entity, not this one.");
    }
  }

  /** Of what a user may not read he learns nothing, not even that it exists. */
  private static RelatedPaths.Shown isReadable(
      Connection connection, OrganizationModel organization, UUID userId) {
    return step -> {
      RecordKey key = new RecordKey(step.entity(), step.id());
      RecordFacts facts = RecordFacts.read(connection, organization.organizationId(), key, userId);
      return facts.access(organization, userId, step.entity()) != ReadAccess.NONE;
    };
  }

  private static ProblemException notFound() {
    return ProblemException.of(ProblemCode.NOT_FOUND, "There is no such record or user.");
  }
}
