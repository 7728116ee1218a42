package dev.haversack.dataset.importing;

import dev.haversack.platform.http.BodyAllowance;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.regex.Pattern;

/** Imports may be larger than other bodies: they are written to the disk as they come. */
@ApplicationScoped
class ImportAllowance implements BodyAllowance {

  /** Not a record of an entity that is called "import": that is held in memory. */
  private static final Pattern IMPORT = Pattern.compile("/dataset/v1/records/[^/]+/import/?");

  private final ImportConfiguration configuration;

  ImportAllowance(ImportConfiguration configuration) {
    this.configuration = configuration;
  }

  @Override
  public boolean covers(String path) {
    return IMPORT.matcher(path).matches();
  }

  @Override
  public long bytes() {
    return configuration.largestBody().asLongValue();
  }
}
