package dev.haversack.dataset.importing;

import dev.haversack.contract.api.ImportingApi;
import dev.haversack.contract.model.ImportAnswer;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.InputStream;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The import API. */
@RunOnVirtualThread
public class ImportingResource implements ImportingApi {

  private final RecordImporter importer;
  private final Caller caller;
  private final HttpHeaders headers;

  ImportingResource(RecordImporter importer, Caller caller, HttpHeaders headers) {
    this.importer = importer;
    this.caller = caller;
    this.headers = headers;
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<ImportAnswer> importRecords(
      String entity, InputStream body, @Nullable String mode) {
    ImportFormat format = ImportFormat.of(headers.getHeaderString(HttpHeaders.CONTENT_TYPE));
    return RestResponse.ok(
        importer.importAll(
            caller.organizationId(),
            caller.userId(),
            new RecordImporter.Order(entity, format, "upsert".equals(mode)),
            body));
  }
}
