package dev.haversack.profile.entities;

import dev.haversack.contract.model.EntityMetadata;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What another feature still needs of an entity. */
public interface EntityUses {

  /** Who needs the entity to exist, in words; empty when nobody does. */
  List<String> ofEntity(UUID organizationId, String entity);

  /** Which profiles need the entity to be enabled for offline, in words. */
  List<String> ofOffline(UUID organizationId, String entity);

  /** The attributes of the entity that are needed. */
  Set<String> attributes(UUID organizationId, EntityMetadata entity);
}
