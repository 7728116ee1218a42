package dev.haversack.profile.comparing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.PatchOperation;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.util.List;

/** RFC 6902 patches between two states of a profile. */
public final class JsonPatches {

  private static final TypeReference<List<PatchOperation>> OPERATIONS = new TypeReference<>() {};

  private final ObjectMapper mapper;

  /** Patches over the JSON that this mapper writes. */
  public JsonPatches(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  /** What makes the one of the other. */
  public List<PatchOperation> between(ProfileContent before, ProfileContent after) {
    try {
      return mapper.readValue(
          Json.createDiff(document(before), document(after)).toString(), OPERATIONS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("A profile that was stored is no JSON", e);
    }
  }

  private JsonObject document(ProfileContent content) throws JsonProcessingException {
    try (JsonReader reader =
        Json.createReader(new StringReader(mapper.writeValueAsString(content)))) {
      return reader.readObject();
    }
  }
}
