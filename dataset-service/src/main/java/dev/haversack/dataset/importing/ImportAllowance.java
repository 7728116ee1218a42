package dev.haversack.dataset.importing;

import dev.haversack.platform.http.BodyAllowance;
import jakarta.enterprise.context.ApplicationScoped;

/** Imports may be larger than other bodies: they are written to the disk as they come. */
@ApplicationScoped
class ImportAllowance implements BodyAllowance {

  private final ImportConfiguration configuration;

  ImportAllowance(ImportConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public boolean covers(String path) {
    return path.startsWith("/dataset/v1/records/") && path.endsWith("/import");
  }

  @Override
  public long bytes() {
    return configuration.largestBody().asLongValue();
  }
}
