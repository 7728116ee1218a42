package dev.haversack.dataset.importing;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The lines of an import, one after the other. */
interface ImportLines extends Closeable {

  /** The next line that is not empty, or null at the end. */
  @Nullable ImportLine next() throws IOException;
}
