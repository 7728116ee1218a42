package dev.haversack.dataset.insight;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.api.InsightApi;
import dev.haversack.contract.model.DatasetSize;
import dev.haversack.contract.model.DatasetWay;
import dev.haversack.contract.model.EntityPreview;
import dev.haversack.contract.model.Explanation;
import dev.haversack.contract.model.LargeDataset;
import dev.haversack.contract.model.Obstacle;
import dev.haversack.contract.model.PathStep;
import dev.haversack.contract.model.Preview;
import dev.haversack.contract.model.PreviewRequest;
import dev.haversack.contract.model.ProfileSize;
import dev.haversack.contract.model.ProfileSizeRequest;
import dev.haversack.contract.model.UserPreview;
import dev.haversack.dataset.configuration.OrganizationModels;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Why a record is in a dataset, and what publishing would change. */
@RunOnVirtualThread
@RegisterForReflection(
    targets = {
      Explanation.class,
      DatasetWay.class,
      PathStep.class,
      Obstacle.class,
      PreviewRequest.class,
      Preview.class,
      UserPreview.class,
      EntityPreview.class,
      DatasetSize.class,
      ProfileSizeRequest.class,
      ProfileSize.class,
      LargeDataset.class
    })
public class InsightResource implements InsightApi {

  /** Each builds slices as publishing does: one at a time leaves the database to all else. */
  private static final Semaphore PREVIEWS = new Semaphore(1, true);

  /** So does each of these, which somebody who publishes waits for: not behind previews. */
  private static final Semaphore SIZES = new Semaphore(1, true);

  private static final Duration SHORT_WAIT = Duration.ofSeconds(20);
  private static final Duration UNTIL_FREE = Duration.ofSeconds(5);

  /** What PostgreSQL says of statements that took too long, or waited too long. */
  private static final Set<String> TOO_LONG = Set.of("57014", "55P03");

  private final Explainer explainer;
  private final Previewer previewer;
  private final SizeCheck sizeCheck;
  private final Caller caller;

  InsightResource(
      DataSource database,
      ObjectMapper json,
      OrganizationModels models,
      Clock clock,
      Caller caller) {
    this.explainer = new Explainer(database, json, models::get, clock);
    this.previewer = new Previewer(database, json, models::get, clock);
    this.sizeCheck = new SizeCheck(database, json, models::atLeast, clock);
    this.caller = caller;
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<Explanation> explainRecord(String entity, UUID id, @Nullable UUID userId) {
    boolean ofHimself = userId == null || userId.equals(caller.userIdIfNamed());
    if (!ofHimself && !caller.isAdmin()) {
      throw ProblemException.of(
          ProblemCode.FORBIDDEN, "Only administrators ask about other users.");
    }
    UUID about = userId == null ? caller.userId() : userId;
    try {
      return RestResponse.ok(
          explainer.explain(
              caller.organizationId(), about, new RecordKey(entity, id), !caller.isAdmin()));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Preview> previewProfile(PreviewRequest request) {
    UUID organizationId = caller.organizationId();
    try {
      return RestResponse.ok(
          alone(PREVIEWS, Duration.ZERO, () -> previewer.preview(organizationId, request)));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  @RolesAllowed(Roles.SERVICE)
  public RestResponse<ProfileSize> sizeProfile(ProfileSizeRequest request) {
    return RestResponse.ok(size(caller.organizationId(), request));
  }

  private ProfileSize size(UUID organizationId, ProfileSizeRequest request) {
    try {
      return sizeCheck.isNeeded(organizationId, request.mostRecords())
          ? alone(SIZES, SHORT_WAIT, () -> sizeCheck.size(organizationId, request))
          : new ProfileSize(null);
    } catch (SQLException e) {
      if (TOO_LONG.contains(e.getSQLState())) {
        throw SizeCheck.tooSlow();
      }
      throw new IllegalStateException(e);
    }
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  private static <T> T alone(Semaphore place, Duration wait, Work<T> work) throws SQLException {
    try {
      if (!place.tryAcquire(wait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw ProblemException.retryAfter(
            ProblemCode.BUSY, "Another profile is being looked at.", UNTIL_FREE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    try {
      return work.run();
    } finally {
      place.release();
    }
  }
}
