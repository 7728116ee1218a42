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
import java.util.UUID;
import java.util.concurrent.Semaphore;
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

  private static final Duration UNTIL_FREE = Duration.ofSeconds(5);

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
    return RestResponse.ok(alone(() -> previewer.preview(caller.organizationId(), request)));
  }

  @Override
  @RolesAllowed(Roles.SERVICE)
  public RestResponse<ProfileSize> sizeProfile(ProfileSizeRequest request) {
    UUID organizationId = caller.organizationId();
    try {
      return RestResponse.ok(
          sizeCheck.isNeeded(organizationId, request.mostRecords())
              ? alone(() -> sizeCheck.size(organizationId, request))
              : new ProfileSize(null));
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private interface Work<T> {
    T run() throws SQLException;
  }

  private static <T> T alone(Work<T> work) {
    if (!PREVIEWS.tryAcquire()) {
      throw ProblemException.retryAfter(
          ProblemCode.BUSY, "Another preview is being computed.", UNTIL_FREE);
    }
    try {
      return work.run();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    } finally {
      PREVIEWS.release();
    }
  }
}
