package dev.haversack.conflict.resolution;

import dev.haversack.platform.identity.Caller;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** replay-service, as far as decisions go there. */
@RegisterRestClient(configKey = "replay")
@OidcClientFilter
@Path("/replay/v1/resolutions")
interface ReplayClient {

  /**
   * Hands over a decision; the same one again changes nothing there.
   *
   * @param order the contract's ResolutionOrder as JSON
   */
  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  void send(@HeaderParam(Caller.ORGANIZATION_HEADER) UUID organizationId, String order);
}
