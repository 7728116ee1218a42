package dev.haversack.quickstart.client;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.UploadAction;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Puts the user's own actions over what the server sent. */
final class LocalView {

  private LocalView() {}

  static Optional<DeviceRecord> of(
      Optional<DeviceRecord> synced, ActionQueue queue, String entity, UUID recordId) {
    long version = synced.map(DeviceRecord::version).orElse(0L);
    @Nullable ObjectNode values = synced.map(record -> record.attributes().deepCopy()).orElse(null);
    for (UploadAction action : queue.actions()) {
      boolean concerns = action.recordId().equals(recordId) && action.entity().equals(entity);
      if (concerns && queue.shown(action, version)) {
        values = after(values, action);
      }
    }
    return Optional.ofNullable(values)
        .map(shown -> new DeviceRecord(entity, recordId, version, shown));
  }

  private static @Nullable ObjectNode after(@Nullable ObjectNode values, UploadAction action) {
    return switch (action.operation()) {
      case DELETE, DISASSOCIATE -> null;
      case FOLLOW, UNFOLLOW, COMMAND -> values;
      case CREATE, UPDATE, ASSIGN, ASSOCIATE -> {
        ObjectNode result = values == null ? Json.object() : values;
        ObjectNode attributes = action.attributes();
        if (attributes != null) {
          result.setAll(attributes);
          result.properties().removeIf(entry -> entry.getValue() instanceof NullNode);
        }
        yield result;
      }
    };
  }
}
