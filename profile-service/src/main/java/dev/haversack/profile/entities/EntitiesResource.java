package dev.haversack.profile.entities;

import dev.haversack.contract.api.EntitiesApi;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.EntityPage;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import dev.haversack.profile.answers.Answers;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The entities of the caller's organization. */
@RunOnVirtualThread
public class EntitiesResource implements EntitiesApi {

  private static final String PATH = "/profile/v1/entities/";

  private final Entities entities;
  private final Caller caller;

  EntitiesResource(Entities entities, Caller caller) {
    this.entities = entities;
    this.caller = caller;
  }

  @Override
  @RolesAllowed({Roles.ADMIN, Roles.USER})
  public RestResponse<EntityPage> listEntities(Integer limit, @Nullable String cursor) {
    var page = entities.list(caller.organizationId(), limit, cursor);
    return RestResponse.ok(new EntityPage(page.items(), page.nextCursor()));
  }

  @Override
  @RolesAllowed({Roles.ADMIN, Roles.USER})
  public RestResponse<EntityMetadata> getEntity(String entity, @Nullable String ifNoneMatch) {
    return Answers.of(entities.read(caller.organizationId(), entity), ifNoneMatch);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<EntityMetadata> putEntity(
      String entity, EntityMetadata metadata, @Nullable String ifMatch) {
    var stored = entities.put(caller.organizationId(), entity, metadata, ifMatch);
    return Answers.of(stored, PATH + entity);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<EntityMetadata> putOfflineSettings(
      String entity, OfflineSettings settings, @Nullable String ifMatch) {
    var stored = entities.putOffline(caller.organizationId(), entity, settings, ifMatch);
    return Answers.of(stored, PATH + entity);
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Void> deleteEntity(String entity, @Nullable String ifMatch) {
    entities.delete(caller.organizationId(), entity, ifMatch);
    return Answers.gone();
  }
}
