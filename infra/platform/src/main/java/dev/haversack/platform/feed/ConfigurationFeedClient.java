package dev.haversack.platform.feed;

import dev.haversack.contract.model.FeedPage;
import dev.haversack.contract.model.OrganizationRevisions;
import dev.haversack.platform.identity.Caller;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** The configuration feed of profile-service. */
@RegisterRestClient(configKey = "configuration-feed")
@OidcClientFilter
@Path("/profile/v1/configuration-feed")
interface ConfigurationFeedClient {

  @GET
  @Path("/revisions")
  OrganizationRevisions revisions();

  @GET
  FeedPage page(
      @HeaderParam(Caller.ORGANIZATION_HEADER) UUID organizationId,
      @QueryParam("after") long after,
      @QueryParam("limit") int limit);
}
