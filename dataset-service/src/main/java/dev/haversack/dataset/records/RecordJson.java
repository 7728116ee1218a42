package dev.haversack.dataset.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.inject.Singleton;
import java.io.UncheckedIOException;

/** JSON columns of the record tables. */
@Singleton
public class RecordJson {

  private final ObjectMapper mapper;

  /** With the mapper of the service. */
  public RecordJson(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** A column's text as an object. */
  public ObjectNode object(String text) {
    try {
      return (ObjectNode) mapper.readTree(text);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A text as an array; empty when it is none. */
  JsonNode array(String text) {
    try {
      JsonNode node = mapper.readTree(text);
      return node.isArray() ? node : mapper.createArrayNode();
    } catch (JsonProcessingException e) {
      return mapper.createArrayNode();
    }
  }

  /** The text of a column. */
  public String text(JsonNode node) {
    try {
      return mapper.writeValueAsString(node);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
