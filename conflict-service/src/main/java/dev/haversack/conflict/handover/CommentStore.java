package dev.haversack.conflict.handover;

import dev.haversack.conflict.storage.Columns;
import dev.haversack.conflict.storage.Jdbc;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.CommentKind;
import dev.haversack.contract.model.SyncErrorComment;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of comments. */
@ApplicationScoped
class CommentStore {

  private static final String INSERT =
      """
      INSERT INTO sync_error_comment (org_id, id, error_id, kind, body, assigned_to, written_by,
        written_at)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      ON CONFLICT (org_id, id) DO NOTHING
      """;
  private static final String COLUMNS =
      "SELECT id, kind, body, assigned_to, written_by, written_at FROM sync_error_comment ";
  private static final String FIND = COLUMNS + "WHERE org_id = ? AND error_id = ? AND id = ?";
  private static final String PAGE =
      COLUMNS
          + """
          WHERE org_id = ? AND error_id = ?
            AND (?::timestamptz IS NULL OR (written_at, id) > (?::timestamptz, ?::uuid))
          ORDER BY written_at, id
          LIMIT ?
          """;

  private final Jdbc jdbc;

  CommentStore(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /** Stores a comment; answers whether its id was free. */
  boolean insert(UUID organizationId, UUID errorId, SyncErrorComment comment) {
    return jdbc.update(
            INSERT,
            organizationId,
            comment.id(),
            errorId,
            WireNames.of(comment.kind()),
            comment.text(),
            comment.assignedTo(),
            comment.writtenBy(),
            comment.writtenAt())
        == 1;
  }

  /** A comment of an error. */
  Optional<SyncErrorComment> find(UUID organizationId, UUID errorId, UUID id) {
    return jdbc.one(FIND, CommentStore::read, organizationId, errorId, id);
  }

  /** The comments after a place, oldest first. */
  List<SyncErrorComment> list(
      UUID organizationId,
      UUID errorId,
      @Nullable Instant after,
      @Nullable UUID afterId,
      int rows) {
    return jdbc.list(
        PAGE, CommentStore::read, organizationId, errorId, after, after, afterId, rows);
  }

  private static SyncErrorComment read(Columns row) throws SQLException {
    return new SyncErrorComment(
        row.id("id"),
        WireNames.parse(CommentKind.class, row.text("kind")),
        row.textOrNull("body"),
        row.idOrNull("assigned_to"),
        row.id("written_by"),
        row.time("written_at"));
  }
}
