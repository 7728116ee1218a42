package dev.haversack.dataset.sync;

import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;

/**
 * Lets lines through as they are written.
 *
 * <p>For operations that can answer several media types, as all that can answer problems do, the
 * framework chooses writers by the class of the answer around the entity. So this one claims all
 * classes, comes before the JSON writer, and takes its own class only.
 */
@Provider
@Produces("application/x-ndjson")
@Priority(Priorities.USER + 1_000)
public class LinesBodyWriter implements MessageBodyWriter<Object> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == DatasetLines.class;
  }

  @Override
  public void writeTo(
      Object lines,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    ((DatasetLines) lines).write(out);
  }
}
