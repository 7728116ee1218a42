package dev.haversack.conflict.errors;

import dev.haversack.conflict.storage.Columns;
import dev.haversack.conflict.storage.Jdbc;
import dev.haversack.conflict.storage.WireNames;
import dev.haversack.contract.model.Operation;
import dev.haversack.contract.model.SyncErrorCounts;
import dev.haversack.contract.model.SyncErrorPage;
import dev.haversack.contract.model.SyncErrorState;
import dev.haversack.contract.model.SyncErrorSummary;
import dev.haversack.contract.model.SyncErrorType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lists errors, newest failure first. */
@ApplicationScoped
public class ErrorList {

  private static final String PAGE =
      """
      SELECT e.id, e.state, e.type, a.failure ->> 'code' AS code,
        a.failure ->> 'publishedCode' AS published_code, a.failure ->> 'message' AS message, e.entity,
        e.record_id, e.user_id, e.assigned_to, e.device_id, a.operation, e.command,
        e.transaction_id, e.attempt, e.failed_at
      FROM sync_error e
      JOIN sync_error_attempt a
        ON a.org_id = e.org_id AND a.error_id = e.id AND a.attempt = e.attempt
      """
          + ErrorFilter.CONDITION
          + """
            AND (?::timestamptz IS NULL OR (e.failed_at, e.id) < (?::timestamptz, ?::uuid))
          ORDER BY e.failed_at DESC, e.id DESC
          LIMIT ?
          """;

  private static final String COUNTS =
      "SELECT e.state, e.type, e.entity, count(*) AS count FROM sync_error e "
          + ErrorFilter.CONDITION
          + "GROUP BY e.state, e.type, e.entity";
  private static final String OLDEST =
      "SELECT e.failed_at, e.id FROM sync_error e "
          + ErrorFilter.CONDITION
          + """
            AND (?::timestamptz IS NULL OR (e.failed_at, e.id) > (?::timestamptz, ?::uuid))
          ORDER BY e.failed_at, e.id
          LIMIT ?
          """;

  private final Jdbc jdbc;

  ErrorList(Jdbc jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * One page of what the viewer sees.
   *
   * @param limit how many errors at most
   * @param cursor the cursor of this page; null for the first
   */
  @Transactional
  public SyncErrorPage page(Viewer viewer, ErrorFilter filter, int limit, @Nullable String cursor) {
    ErrorPosition after = cursor == null ? null : ErrorPosition.parse(cursor);
    List<SyncErrorSummary> found = find(viewer, filter, after, limit + 1);
    if (found.size() <= limit) {
      return new SyncErrorPage(found, null);
    }
    List<SyncErrorSummary> page = found.subList(0, limit);
    return new SyncErrorPage(page, ErrorPosition.of(page.getLast()).cursor());
  }

  private List<SyncErrorSummary> find(
      Viewer viewer, ErrorFilter filter, @Nullable ErrorPosition after, int rows) {
    Instant failedAt = after == null ? null : after.at();
    UUID id = after == null ? null : after.id();
    return jdbc.list(PAGE, ErrorList::read, filter.values(viewer, failedAt, failedAt, id, rows));
  }

  /** How many of what the viewer sees there are. */
  @Transactional
  public SyncErrorCounts counts(Viewer viewer, ErrorFilter filter) {
    Map<String, Long> byState = new TreeMap<>();
    Map<String, Long> byType = new TreeMap<>();
    Map<String, Long> byEntity = new TreeMap<>();
    jdbc.list(
        COUNTS,
        row -> {
          long count = row.number("count");
          byState.merge(row.text("state"), count, Long::sum);
          byType.merge(row.text("type"), count, Long::sum);
          return byEntity.merge(row.text("entity"), count, Long::sum);
        },
        filter.values(viewer));
    long total = byState.values().stream().mapToLong(Long::longValue).sum();
    return new SyncErrorCounts(total, byState, byType, byEntity);
  }

  /**
   * The oldest failures first.
   *
   * @param ids which
   * @param nextCursor where to go on; null where nothing is left
   */
  public record Oldest(List<UUID> ids, @Nullable String nextCursor) {}

  /** The ids of what the viewer sees, the oldest failure first. */
  @Transactional
  public Oldest oldest(Viewer viewer, ErrorFilter filter, int limit, @Nullable String cursor) {
    ErrorPosition after = cursor == null ? null : ErrorPosition.parse(cursor);
    Instant failedAt = after == null ? null : after.at();
    UUID id = after == null ? null : after.id();
    List<ErrorPosition> found =
        jdbc.list(
            OLDEST,
            row -> new ErrorPosition(row.time("failed_at"), row.id("id")),
            filter.values(viewer, failedAt, failedAt, id, limit + 1));
    boolean more = found.size() > limit;
    List<ErrorPosition> page = more ? found.subList(0, limit) : found;
    return new Oldest(
        page.stream().map(ErrorPosition::id).toList(), more ? page.getLast().cursor() : null);
  }

  private static SyncErrorSummary read(Columns row) throws SQLException {
    return new SyncErrorSummary(
        row.id("id"),
        WireNames.parse(SyncErrorState.class, row.text("state")),
        WireNames.parse(SyncErrorType.class, row.text("type")),
        row.text("code"),
        row.textOrNull("published_code"),
        row.text("message"),
        row.text("entity"),
        row.id("record_id"),
        row.id("user_id"),
        row.idOrNull("assigned_to"),
        row.id("device_id"),
        WireNames.parse(Operation.class, row.text("operation")),
        SyncErrorStore.commandOf(row),
        row.idOrNull("transaction_id"),
        row.integer("attempt"),
        row.time("failed_at"));
  }
}
