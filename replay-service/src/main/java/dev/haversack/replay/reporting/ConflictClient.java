package dev.haversack.replay.reporting;

import dev.haversack.contract.model.Reports;
import dev.haversack.platform.identity.Caller;
import io.quarkus.oidc.client.filter.OidcClientFilter;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/** conflict-service's operation that takes reports. */
@RegisterRestClient(configKey = "conflict")
@OidcClientFilter
@Path("/conflict/v1/reports")
@Consumes(MediaType.APPLICATION_JSON)
interface ConflictClient {

  /** Reports what failed and what was settled. */
  @POST
  void report(@HeaderParam(Caller.ORGANIZATION_HEADER) UUID organizationId, Reports reports);
}
