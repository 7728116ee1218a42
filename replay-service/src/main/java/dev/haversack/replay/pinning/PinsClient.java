package dev.haversack.replay.pinning;

import dev.haversack.contract.model.DevicePins;
import dev.haversack.platform.identity.Caller;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** dataset-service's operation that takes reports about unsettled actions. */
@RegisterRestClient(configKey = "dataset")
@OidcClientFilter
@Path("/dataset/v1/devices/{deviceId}/pins")
@Consumes(MediaType.APPLICATION_JSON)
interface PinsClient {

  /** Tells of all unsettled actions of a device. */
  @PUT
  void put(
      @HeaderParam(Caller.ORGANIZATION_HEADER) UUID organizationId,
      @PathParam("deviceId") UUID deviceId,
      DevicePins pins);
}
