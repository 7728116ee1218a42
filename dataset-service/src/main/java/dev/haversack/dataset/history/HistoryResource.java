package dev.haversack.dataset.history;

import dev.haversack.contract.api.HistoryApi;
import dev.haversack.contract.model.RecordHistory;
import dev.haversack.contract.model.StoredRecord;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.configuration.OrganizationModels;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.RecordService.Author;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.Set;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The history API. Administrators use it as the users that they are. */
@RunOnVirtualThread
public class HistoryResource implements HistoryApi {

  private final Histories histories;
  private final OrganizationModels organizations;
  private final Caller caller;

  HistoryResource(Histories histories, OrganizationModels organizations, Caller caller) {
    this.histories = histories;
    this.organizations = organizations;
    this.caller = caller;
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<RecordHistory> getRecordHistory(
      String entity, UUID id, @Nullable Long beforeVersion, Integer limit) {
    return RestResponse.ok(
        histories.page(
            organization(),
            author(),
            new RecordKey(entity, id),
            beforeVersion == null ? Long.MAX_VALUE : beforeVersion,
            limit));
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<StoredRecord> restoreRecord(
      String entity, UUID id, Long version, @Nullable String ifMatch) {
    OrganizationModel organization = organization();
    RecordRow row =
        histories.restore(organization, author(), new RecordKey(entity, id), version, ifMatch);
    Set<String> hidden =
        caller.isAdmin()
            ? Set.of()
            : organization.entity(entity).map(EntityModel::secured).orElse(Set.of());
    return ResponseBuilder.ok(row.toStoredRecord(hidden)).tag(Long.toString(row.version())).build();
  }

  private OrganizationModel organization() {
    return organizations.get(caller.organizationId());
  }

  private Author author() {
    return new Author(caller.userId(), caller.isAdmin());
  }
}
