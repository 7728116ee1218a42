package dev.haversack.dataset.records;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.platform.feed.ConfigurationListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * What leaves the metadata leaves the records: nobody chose its values any more, so they must
 * neither be sent to devices nor come back under an attribute or entity of the same name. {@link
 * MetadataSweeper} does it afterwards, unless something comes back before.
 */
@ApplicationScoped
class MetadataChanges implements ConfigurationListener {

  private static final int CHUNK = 50_000;

  private final ObjectMapper json;
  private final ConfigurationGate gate;
  private final RecordSweeps sweeps;

  MetadataChanges(ObjectMapper json, ConfigurationGate gate, RecordSweeps sweeps) {
    this.json = json;
    this.gate = gate;
    this.sweeps = sweeps;
  }

  @Override
  public void changed(UUID organizationId, List<FeedEntry> entries) {
    for (FeedEntry entry : entries) {
      if (entry.kind() == FeedKind.ENTITY) {
        gate.close(organizationId);
        JsonNode payload = entry.payload();
        if (payload == null || payload.isNull()) {
          sweeps.note(organizationId, entry.id(), null);
        } else {
          changed(organizationId, read(payload));
        }
      }
    }
  }

  /** The directory's own records are made anew from the directory, never by hand. */
  private void changed(UUID organizationId, EntityMetadata metadata) {
    if (metadata.directory()) {
      return;
    }
    String entity = metadata.logicalName();
    Set<String> names =
        new EntityModel(metadata, ConflictDetection.ATTRIBUTE).attributes().keySet();
    if (sweeps.bringsBack(organizationId, entity, names)) {
      while (sweeps.next(organizationId, entity, CHUNK)) {
        // The old values must be gone before the name means something again.
      }
    }
    sweeps.note(organizationId, entity, names);
  }

  private EntityMetadata read(JsonNode payload) {
    try {
      return json.treeToValue(payload, EntityMetadata.class);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
