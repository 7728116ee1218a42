package dev.haversack.profile.profiles;

import dev.haversack.contract.model.ProfileSize;
import dev.haversack.contract.model.ProfileSizeRequest;
import dev.haversack.platform.identity.Caller;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** dataset-service, which knows the records. */
@RegisterRestClient(configKey = "dataset")
@OidcClientFilter
@Path("/dataset/v1/profile-size")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface DatasetClient {

  /** Whether a draft would bring anybody more records than he may have. */
  @POST
  ProfileSize size(
      @HeaderParam(Caller.ORGANIZATION_HEADER) UUID organizationId, ProfileSizeRequest request);
}
