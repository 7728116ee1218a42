package dev.haversack.replay.reporting;

import dev.haversack.contract.model.SettledReport;
import dev.haversack.contract.model.SyncErrorReport;
import dev.haversack.platform.identity.Caller;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** conflict-service's operations that take reports. */
@RegisterRestClient(configKey = "conflict")
@OidcClientFilter
@Path("/conflict/v1/reports")
@Consumes(MediaType.APPLICATION_JSON)
interface ConflictClient {

  /** Reports a failed action. */
  @POST
  @Path("/failed")
  void failed(@HeaderParam(Caller.ORGANIZATION_HEADER) UUID organizationId, SyncErrorReport report);

  /** Reports a settled one. */
  @POST
  @Path("/settled")
  void settled(@HeaderParam(Caller.ORGANIZATION_HEADER) UUID organizationId, SettledReport report);
}
