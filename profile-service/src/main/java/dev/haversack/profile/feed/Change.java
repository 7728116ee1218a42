package dev.haversack.profile.feed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.FeedKind;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of one organization's configuration in the present transaction. Having one means to hold
 * the organization's lock: nobody else changes it until the transaction ends, so that what was
 * validated stays true.
 */
public final class Change {

  private final RevisionRow revision;
  private final ObjectMapper json;

  Change(RevisionRow revision, ObjectMapper json) {
    this.revision = revision;
    this.json = json;
  }

  /** The organization that is changed. */
  public UUID organizationId() {
    return revision.orgId;
  }

  /** The revision that the configuration has reached. */
  public long revision() {
    return revision.revision;
  }

  /** The revision of what changed last of these kinds; 0 when there is nothing of them. */
  public long revisionOf(Set<FeedKind> kinds) {
    return FeedRow.latest(revision.orgId, kinds);
  }

  /** Writes the thing's new state to the feed; returns the revision that this took. */
  public long put(FeedKind kind, String id, Object state) {
    return write(kind, id, json.valueToTree(state));
  }

  /** Writes to the feed that the thing is gone; returns the revision that this took. */
  public long remove(FeedKind kind, String id) {
    return write(kind, id, null);
  }

  private long write(FeedKind kind, String id, @Nullable JsonNode state) {
    revision.revision++;
    @Nullable FeedRow entry = FeedRow.findById(new FeedKey(revision.orgId, kind, id));
    if (entry == null) {
      create(kind, id, state);
    } else {
      entry.revision = revision.revision;
      entry.payload = state;
    }
    return revision.revision;
  }

  private void create(FeedKind kind, String id, @Nullable JsonNode state) {
    FeedRow entry = new FeedRow();
    entry.orgId = revision.orgId;
    entry.kind = kind;
    entry.id = id;
    entry.revision = revision.revision;
    entry.payload = state;
    // Last: Hibernate inserts what is there now, and two new rows must not share a revision.
    entry.persist();
  }
}
