package dev.haversack.conflict.resolution;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.platform.feed.ConfigurationStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/** Knows which attributes only say which entity a lookup with several targets points to. */
@ApplicationScoped
class Companions {

  private final ConfigurationStore configuration;

  Companions(ConfigurationStore configuration) {
    this.configuration = configuration;
  }

  /** The companions of an entity; none while the entity has not come through the feed. */
  Set<String> of(UUID organizationId, String entity) {
    return configuration
        .find(organizationId, FeedKind.ENTITY, entity, EntityMetadata.class)
        .map(EntityMetadata::attributes)
        .orElse(List.of())
        .stream()
        .filter(Companions::hasCompanion)
        .map(lookup -> lookup.logicalName() + "type")
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean hasCompanion(Attribute attribute) {
    return attribute.type() == AttributeType.OWNER
        || (attribute.type() == AttributeType.LOOKUP
            && attribute.targets() != null
            && attribute.targets().size() > 1);
  }
}
