package dev.haversack.platform.feed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Reads what the feed brought. The sender may be newer than the reader: properties that this one
 * does not know yet are passed over, since a feed that stops would keep revocations back as well.
 */
@Singleton
public class FeedPayloads {

  private final ObjectMapper json;

  /** Reads with this mapper, but for unknown properties. */
  public FeedPayloads(ObjectMapper json) {
    this.json = json;
  }

  /** The payload as what it stands for. */
  public <T> T read(JsonNode payload, Class<T> type) {
    try {
      return reader(type).readValue(payload);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  <T> T read(String payload, Class<T> type) throws JsonProcessingException {
    return reader(type).readValue(payload);
  }

  private ObjectReader reader(Class<?> type) {
    return json.readerFor(type).without(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
  }
}
