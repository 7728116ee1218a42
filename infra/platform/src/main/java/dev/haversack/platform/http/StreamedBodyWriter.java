package dev.haversack.platform.http;

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
 * Lets streams through as they are written.
 *
 * <p>For operations that can answer several media types, as all that can answer problems do, the
 * framework chooses writers by the class of the answer around the entity. So this one claims all
 * classes, comes before the JSON writer, and takes streams only.
 */
@Provider
@Produces({"application/x-ndjson", MediaType.SERVER_SENT_EVENTS})
@Priority(Priorities.USER + 1_000)
public class StreamedBodyWriter implements MessageBodyWriter<Object> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return Streamed.class.isAssignableFrom(type);
  }

  @Override
  public void writeTo(
      Object stream,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    ((Streamed) stream).write(out);
  }
}
