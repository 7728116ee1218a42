package dev.haversack.platform.events;

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
 * Lets events through as they are written. For operations that can answer several media types, as
 * all that can answer problems do, the framework chooses writers by the class of the answer around
 * the entity; so this one claims all classes, comes before the JSON writer, and takes its own only.
 */
@Provider
@Produces(MediaType.SERVER_SENT_EVENTS)
@Priority(Priorities.USER + 1_000)
public class EventsBodyWriter implements MessageBodyWriter<Object> {

  @Override
  public boolean isWriteable(
      Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
    return type == EventStream.class;
  }

  @Override
  public void writeTo(
      Object events,
      Class<?> type,
      Type genericType,
      Annotation[] annotations,
      MediaType mediaType,
      MultivaluedMap<String, Object> headers,
      OutputStream out)
      throws IOException {
    ((EventStream) events).write(out);
  }
}
