package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.ConflictPolicy;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.platform.feed.ConfigurationListener;
import dev.haversack.platform.feed.ConfigurationStore;
import dev.haversack.platform.feed.FeedPayloads;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What leaves the metadata leaves the records: nobody chose its values any more, so they must
 * neither be sent to devices nor come back under an attribute or entity of the same name. {@link
 * MetadataSweeper} does it afterwards. What comes back before that is done has to wait.
 */
@ApplicationScoped
class MetadataChanges implements ConfigurationListener {

  private final FeedPayloads payloads;
  private final ConfigurationStore configuration;
  private final ConfigurationGate gate;
  private final RecordSweeps sweeps;

  MetadataChanges(
      FeedPayloads payloads,
      ConfigurationStore configuration,
      ConfigurationGate gate,
      RecordSweeps sweeps) {
    this.payloads = payloads;
    this.configuration = configuration;
    this.gate = gate;
    this.sweeps = sweeps;
  }

  /**
   * Notes what has to be taken out.
   *
   * @throws NotSweptYetException when something comes back too early; the page comes again
   */
  @Override
  public void changed(UUID organizationId, List<FeedEntry> entries) {
    Map<String, FeedEntry> entities = new TreeMap<>();
    for (FeedEntry entry : entries) {
      if (entry.kind() == FeedKind.ENTITY) {
        entities.put(entry.id(), entry);
      }
    }
    if (!entities.isEmpty()) {
      gate.close(organizationId);
      entities.forEach((entity, entry) -> changed(organizationId, entity, entry.payload()));
    }
  }

  private void changed(UUID organizationId, String entity, @Nullable JsonNode payload) {
    if (payload == null || payload.isNull()) {
      sweeps.note(organizationId, entity, null);
      return;
    }
    EntityMetadata metadata = payloads.read(payload, EntityMetadata.class);
    if (metadata.directory()) {
      // Its records are made anew from the directory, never by hand.
      return;
    }
    Set<String> before =
        configuration
            .find(organizationId, FeedKind.ENTITY, entity, EntityMetadata.class)
            .map(MetadataChanges::names)
            .orElse(Set.of());
    Set<String> now = names(metadata);
    if (sweeps.bringsBack(organizationId, entity, without(now, before))) {
      throw new NotSweptYetException(entity);
    }
    Set<String> gone = without(before, now);
    if (!gone.isEmpty()) {
      sweeps.note(organizationId, entity, gone);
    }
  }

  private static Set<String> names(EntityMetadata metadata) {
    return new EntityModel(metadata, ConflictDetection.ATTRIBUTE, ConflictPolicy.MANUAL)
        .attributes()
        .keySet();
  }

  private static Set<String> without(Set<String> names, Set<String> others) {
    Set<String> left = new TreeSet<>(names);
    left.removeAll(others);
    return left;
  }
}
