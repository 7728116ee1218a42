package dev.haversack.replay.processing;

import dev.haversack.contract.model.ApplyAnswer;
import dev.haversack.contract.model.ApplyRequest;
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

/** dataset-service's operation that applies actions to the records. */
@RegisterRestClient(configKey = "dataset")
@OidcClientFilter
@Path("/dataset/v1/actions")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
interface DatasetClient {

  /** Applies a group of one device's actions; those applied before answer their stored result. */
  @POST
  ApplyAnswer apply(
      @HeaderParam(Caller.ORGANIZATION_HEADER) UUID organizationId, ApplyRequest request);
}
