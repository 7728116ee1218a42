package dev.haversack.dataset.slicer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slicer.SliceFailures.CareNeededException;
import dev.haversack.dataset.slices.PlanCompiler;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.slices.SliceStore.ActiveSlice;
import dev.haversack.dataset.slices.Transactions;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Closes checkpoints. A batch is one transaction that sees one state of the database: it takes
 * changes from the queue, brings the slices up with them, and closes the next checkpoint. When it
 * fails or the process dies, nothing of it happened.
 *
 * <p>Batches of an organization exclude each other by a lock that ends with the transaction. A
 * batch whose snapshot is older than another's commit fails on the checkpoint's row, and is tried
 * again.
 */
public final class SlicerEngine {

  private static final int MOST_TRIES = 20;

  private final DataSource database;
  private final Function<UUID, OrganizationModel> models;
  private final Clock clock;
  private final int mostChanges;
  private final Maintainer maintainer;
  private final Reconciler reconciler;
  private final Set<UUID> untidy = ConcurrentHashMap.newKeySet();

  /** What became of a batch. */
  public enum Outcome {
    /** A checkpoint was closed; nothing that the batch saw is left. */
    CLOSED,
    /** A checkpoint was closed, and there is more. */
    MORE,
    /** Nothing waited. */
    IDLE,
    /** Another slicer is at it. */
    BUSY,
    /** The configuration went on; the batch has to begin anew. */
    OUTDATED
  }

  /**
   * An engine.
   *
   * @param models the present configuration of an organization; asked before a transaction begins
   * @param mostChanges how many changes a batch takes at most
   */
  public SlicerEngine(
      DataSource database,
      ObjectMapper json,
      Function<UUID, OrganizationModel> models,
      Clock clock,
      int mostChanges) {
    this.database = database;
    this.models = models;
    this.clock = clock;
    this.mostChanges = mostChanges;
    this.maintainer = new Maintainer(new SliceStore(json));
    this.reconciler = new Reconciler(new PlanCompiler(json), new SliceStore(json));
  }

  /** The organizations that something waits for. */
  public List<UUID> pending() throws SQLException {
    return Transactions.reading(database, c -> Queue.pending(c, clock.instant()));
  }

  /** Runs one batch; tries again when others come in between. */
  public Outcome run(UUID organizationId) throws SQLException {
    boolean careful = false;
    for (int tries = 1; ; tries++) {
      OrganizationModel model = models.apply(organizationId);
      boolean withCare = careful;
      try {
        Outcome outcome =
            Transactions.writing(
                database,
                () -> Checkpoints.beginning(organizationId, clock.instant()),
                (connection, begun) -> batch(connection, model, begun, withCare));
        if (outcome != Outcome.OUTDATED || tries >= MOST_TRIES) {
          return outcome;
        }
      } catch (CareNeededException e) {
        careful = true;
      } catch (SQLException e) {
        if (!Transactions.isTransient(e) || tries >= MOST_TRIES) {
          throw e;
        }
      }
    }
  }

  /** Runs batches until nothing waits that is committed now. */
  public void drain(UUID organizationId) throws SQLException {
    Outcome outcome;
    do {
      outcome = run(organizationId);
      tidy(organizationId);
    } while (outcome != Outcome.IDLE);
  }

  /**
   * Cleans up when the last batches found that it is time, in a transaction of its own: what they
   * have closed is told before. Whatever comes in between, or fails, the next batch finds it again.
   */
  public void tidy(UUID organizationId) throws SQLException {
    if (!untidy.remove(organizationId)) {
      return;
    }
    OrganizationModel model = models.apply(organizationId);
    try {
      Transactions.writing(
          database,
          () -> Checkpoints.beginning(organizationId, clock.instant()),
          (connection, begun) -> tidy(connection, model, begun));
    } catch (SQLException e) {
      if (!Transactions.isTransient(e)) {
        throw e;
      }
    }
  }

  private static boolean isUntidy(Checkpoints.Last last, Instant now) {
    return Compaction.isDue(last) || Cleaner.isDue(last, now);
  }

  /** Whether nobody else is at it. */
  private static boolean tidy(
      Connection connection, OrganizationModel model, Checkpoints.Beginning begun)
      throws SQLException {
    UUID organizationId = model.organizationId();
    Instant now = begun.now();
    Checkpoints.Last last = begun.last();
    if (!begun.locked()) {
      return false;
    }
    new Compaction(connection, organizationId).step(last);
    if (Cleaner.isDue(last, now)) {
      Cleaner.clean(connection, organizationId, model.settings().maximumOfflineAgeDays(), now);
    }
    return true;
  }

  private Outcome batch(
      Connection connection, OrganizationModel model, Checkpoints.Beginning begun, boolean careful)
      throws SQLException {
    UUID organizationId = model.organizationId();
    Instant now = begun.now();
    if (!begun.locked()) {
      return Outcome.BUSY;
    }
    if (model.revision() < begun.revision()) {
      return Outcome.OUTDATED;
    }
    boolean configured = begun.configured() && Queue.takeConfiguration(connection, organizationId);
    Queue.Changes changes = Queue.take(connection, organizationId, mostChanges);
    List<ActiveSlice> timely = maintainer.timely(connection, organizationId, now);
    List<ActiveSlice> due = timely.stream().filter(slice -> slice.isDue(now)).toList();
    boolean moved = timely.stream().anyMatch(slice -> slice.hasMoved(now));
    if (!configured && changes.byEntity().isEmpty() && due.isEmpty() && !moved) {
      return Outcome.IDLE;
    }
    long position = begun.last().position() + 1;
    Edges edges = new Edges(connection, organizationId);
    edges.update(changes.byEntity());
    maintainer.maintain(connection, organizationId, changes, edges, position, now, careful);
    boolean moves = moved && maintainer.move(connection, organizationId, edges, position, now);
    if (!configured && changes.byEntity().isEmpty() && due.isEmpty() && !moves) {
      // A window moved over nothing: devices need not hear of it.
      return Outcome.CLOSED;
    }
    maintainer.retry(connection, organizationId, due, edges, position, now);
    if (begun.related()) {
      new RelatedRows(connection, organizationId, position).maintain(edges);
    }
    if (configured) {
      reconciler.reconcile(connection, model, edges, position, now);
    }
    InheritedShares inherited = new InheritedShares(connection, organizationId, edges);
    boolean queued = configured && inherited.inheritAlong(model.cascades());
    queued |= inherited.maintain(changes.byEntity());
    Checkpoints.close(connection, organizationId, position, now);
    if (isUntidy(begun.last().at(position), now)) {
      untidy.add(organizationId);
    }
    return changes.isFull() || queued ? Outcome.MORE : Outcome.CLOSED;
  }
}
