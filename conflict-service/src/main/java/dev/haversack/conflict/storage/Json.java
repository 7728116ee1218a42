package dev.haversack.conflict.storage;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What JSON columns hold, as text and as objects. */
@ApplicationScoped
public class Json {

  private final ObjectMapper mapper;

  Json(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** The text of a value; null stays null. */
  public @Nullable String write(@Nullable Object value) {
    try {
      return value == null ? null : mapper.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of a text. */
  public <T> T read(String text, Class<T> type) {
    try {
      return mapper.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The values by name of a text; null stays null. */
  public <T> @Nullable Map<String, T> readMapOrNull(@Nullable String text, Class<T> type) {
    try {
      return text == null
          ? null
          : mapper.readValue(
              text, mapper.getTypeFactory().constructMapType(Map.class, String.class, type));
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The value of a text; null stays null. */
  public <T> @Nullable T readOrNull(@Nullable String text, Class<T> type) {
    return text == null ? null : read(text, type);
  }
}
