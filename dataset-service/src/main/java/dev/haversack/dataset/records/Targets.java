package dev.haversack.dataset.records;

import dev.haversack.contract.model.Team;
import dev.haversack.contract.model.TeamKind;
import dev.haversack.dataset.configuration.Directory;
import dev.haversack.dataset.configuration.DirectoryEntities;
import java.util.Map;
import java.util.Optional;

/** What lookups may point to: the directory, and records that were looked up beforehand. */
public final class Targets {

  private final Directory directory;
  private final Map<RecordKey, RecordAccess> stored;

  /**
   * With the records that are known to exist.
   *
   * @param stored may change while it is in use, as records are made and deleted
   */
  public Targets(Directory directory, Map<RecordKey, RecordAccess> stored) {
    this.directory = directory;
    this.stored = stored;
  }

  /** The target of a reference, if it exists. */
  public Optional<Reference.Resolved> resolve(Reference reference) {
    return reference.entities().stream()
        .map(entity -> new RecordKey(entity, reference.id()))
        .flatMap(key ->
            access(key)
                .map(access -> new Reference.Resolved(reference.attribute(), key, access))
                .stream())
        .findFirst();
  }

  /** Whether a user or team may own records; an access team may not (section 7.2 of the facts). */
  public boolean canOwn(RecordKey key) {
    return !key.entity().equals(DirectoryEntities.TEAM)
        || directory.team(key.id()).map(Team::kind).filter(k -> k == TeamKind.OWNER).isPresent();
  }

  private Optional<RecordAccess> access(RecordKey key) {
    return switch (key.entity()) {
      case DirectoryEntities.USER ->
          directory.user(key.id()).map(u -> new RecordAccess(null, u.businessUnitId()));
      case DirectoryEntities.TEAM ->
          directory.team(key.id()).map(t -> new RecordAccess(null, t.businessUnitId()));
      case DirectoryEntities.BUSINESS_UNIT ->
          directory.businessUnit(key.id()).map(b -> new RecordAccess(null, b.id()));
      default -> Optional.ofNullable(stored.get(key));
    };
  }
}
