package dev.haversack.profile.feed;

import dev.haversack.contract.api.ConfigurationFeedApi;
import dev.haversack.contract.model.FeedPage;
import dev.haversack.contract.model.OrganizationRevision;
import dev.haversack.contract.model.OrganizationRevisions;
import dev.haversack.platform.identity.Roles;
import io.quarkus.panache.common.Sort;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** What the other services follow. */
@RunOnVirtualThread
public class ConfigurationFeedResource implements ConfigurationFeedApi {

  @Override
  @RolesAllowed(Roles.SERVICE)
  @Transactional
  public RestResponse<FeedPage> readConfigurationFeed(
      UUID organizationId, Long after, Integer limit) {
    RevisionRow present = RevisionRow.findById(organizationId);
    List<FeedRow> rows = FeedRow.after(organizationId, after, limit);
    // An entry that was committed between the two reads is newer than the first of them says.
    long newest = rows.isEmpty() ? 0 : rows.getLast().revision;
    long revision = present == null ? 0 : Math.max(newest, present.revision);
    return RestResponse.ok(new FeedPage(revision, rows.stream().map(FeedRow::toContract).toList()));
  }

  @Override
  @RolesAllowed(Roles.SERVICE)
  @Transactional
  public RestResponse<OrganizationRevisions> readFeedRevisions() {
    List<RevisionRow> rows = RevisionRow.listAll(Sort.by("orgId"));
    return RestResponse.ok(
        new OrganizationRevisions(
            rows.stream().map(r -> new OrganizationRevision(r.orgId, r.revision)).toList()));
  }
}
