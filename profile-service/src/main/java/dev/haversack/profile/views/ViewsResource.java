package dev.haversack.profile.views;

import dev.haversack.contract.api.ViewsApi;
import dev.haversack.contract.model.SystemView;
import dev.haversack.contract.model.SystemViewPage;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import dev.haversack.profile.answers.Answers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The system views of the caller's organization. */
@RunOnVirtualThread
public class ViewsResource implements ViewsApi {

  private static final String PATH = "/profile/v1/views/";

  private final Views views;
  private final Caller caller;

  ViewsResource(Views views, Caller caller) {
    this.views = views;
    this.caller = caller;
  }

  @Override
  @RolesAllowed({Roles.ADMIN, Roles.USER})
  public RestResponse<SystemViewPage> listViews(
      @Nullable String entity, Integer limit, @Nullable String cursor) {
    var page = views.list(caller.organizationId(), entity, limit, cursor);
    return RestResponse.ok(new SystemViewPage(page.items(), page.nextCursor()));
  }

  @Override
  @RolesAllowed({Roles.ADMIN, Roles.USER})
  public RestResponse<SystemView> getView(UUID id, @Nullable String ifNoneMatch) {
    return Answers.of(views.read(caller.organizationId(), id), ifNoneMatch);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<SystemView> putView(UUID id, SystemView view, @Nullable String ifMatch) {
    return Answers.of(views.put(caller.organizationId(), id, view, ifMatch), PATH + id);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Void> deleteView(UUID id, @Nullable String ifMatch) {
    views.delete(caller.organizationId(), id, ifMatch);
    return Answers.gone();
  }
}
