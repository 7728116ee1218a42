package dev.haversack.dataset.records;

import dev.haversack.contract.api.RecordsApi;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.RecordChanges;
import dev.haversack.contract.model.RecordPage;
import dev.haversack.contract.model.RecordQuery;
import dev.haversack.contract.model.StoredRecord;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.configuration.OrganizationModels;
import dev.haversack.dataset.filter.Evaluation;
import dev.haversack.dataset.records.RecordService.Author;
import dev.haversack.dataset.security.PrivilegeKind;
import dev.haversack.dataset.security.UserRights;
import dev.haversack.platform.http.ETags;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.net.URI;
import java.time.Clock;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The records API. Administrators use it as the users that they are. */
@RunOnVirtualThread
public class RecordsResource implements RecordsApi {

  private final RecordService records;
  private final RecordQueries queries;
  private final OrganizationModels organizations;
  private final Caller caller;
  private final Clock clock;

  RecordsResource(
      RecordService records,
      RecordQueries queries,
      OrganizationModels organizations,
      Caller caller,
      Clock clock) {
    this.records = records;
    this.queries = queries;
    this.organizations = organizations;
    this.caller = caller;
    this.clock = clock;
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<StoredRecord> createRecord(String entity, NewRecord newRecord) {
    RecordRow row = records.create(caller.organizationId(), author(), entity, newRecord);
    return tagged(
        ResponseBuilder.<StoredRecord>created(
            URI.create("/dataset/v1/records/" + entity + "/" + row.key().id())),
        row);
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<StoredRecord> getRecord(
      String entity, UUID id, @Nullable String ifNoneMatch) {
    RecordRow row = records.get(organization(), author(), entity, id);
    return ETags.matches(ifNoneMatch, row.version())
        ? ResponseBuilder.<StoredRecord>notModified(Long.toString(row.version())).build()
        : tagged(ResponseBuilder.ok(), row);
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<StoredRecord> updateRecord(
      String entity, UUID id, RecordChanges changes, @Nullable String ifMatch) {
    var key = new RecordKey(entity, id);
    return tagged(
        ResponseBuilder.ok(),
        records.update(caller.organizationId(), author(), key, changes.attributes(), ifMatch));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<Void> deleteRecord(String entity, UUID id, @Nullable String ifMatch) {
    records.delete(caller.organizationId(), author(), new RecordKey(entity, id), ifMatch);
    return RestResponse.noContent();
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<RecordPage> queryRecords(String entity, RecordQuery query) {
    OrganizationModel organization = organization();
    EntityModel model = RecordPlanner.known(organization, entity);
    var rights = new UserRights(organization, caller.userId());
    new UserPermissions(rights).mayUseEntity(entity, Permissions.Use.READ);
    return RestResponse.ok(
        queries.page(
            organization.organizationId(),
            model,
            hidden(model),
            rights.reach(entity, PrivilegeKind.READ),
            Evaluation.of(organization, caller.userId(), clock.instant()),
            query));
  }

  private OrganizationModel organization() {
    return organizations.get(caller.organizationId());
  }

  private Author author() {
    return new Author(caller.userId(), caller.isAdmin());
  }

  private Set<String> hidden(RecordRow row) {
    return organization().entity(row.key().entity()).map(this::hidden).orElse(Set.of());
  }

  private Set<String> hidden(EntityModel entity) {
    return caller.isAdmin() ? Set.of() : entity.secured();
  }

  private RestResponse<StoredRecord> tagged(ResponseBuilder<StoredRecord> builder, RecordRow row) {
    return builder
        .tag(Long.toString(row.version()))
        .type("application/json")
        .entity(row.toStoredRecord(hidden(row)))
        .build();
  }
}
