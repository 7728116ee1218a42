package dev.haversack.dataset.slicer;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.dataset.configuration.Models;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.database.Together;
import dev.haversack.dataset.database.Transactions;
import dev.haversack.dataset.filter.EdgeTable;
import dev.haversack.dataset.slicer.SliceFailures.CareNeededException;
import dev.haversack.dataset.slices.PlanCompiler;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.slices.SliceStore.ActiveSlice;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
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
  private final Models models;
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
    /** The configuration went on each time that it was tried. */
    OUTDATED
  }

  /** The configuration went on; the batch has to begin anew. */
  private static final class OutdatedException extends RuntimeException {

    private final long revision;

    private OutdatedException(long revision) {
      super("The configuration went on", null, true, false);
      this.revision = revision;
    }
  }

  /**
   * An engine.
   *
   * @param models the configuration of organizations
   * @param mostChanges how many changes a batch takes at most
   */
  public SlicerEngine(
      DataSource database, ObjectMapper json, Models models, Clock clock, int mostChanges) {
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
    long revision = 0;
    for (int tries = 1; ; tries++) {
      OrganizationModel model = models.atLeast(organizationId, revision);
      boolean withCare = careful;
      try {
        return Transactions.writing(
            database,
            () -> Checkpoints.beginning(organizationId, clock.instant(), Planning.Kind.FEW),
            (connection, begun) -> batch(connection, model, begun, withCare));
      } catch (OutdatedException e) {
        if (tries >= MOST_TRIES) {
          return Outcome.OUTDATED;
        }
        revision = e.revision;
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
    OrganizationModel model = models.atLeast(organizationId, 0);
    try {
      Transactions.writing(
          database,
          () -> Checkpoints.beginning(organizationId, clock.instant(), Planning.Kind.ANYTHING),
          (connection, begun) -> tidy(connection, model, begun));
    } catch (SQLException e) {
      if (!Transactions.isTransient(e)) {
        throw e;
      }
    }
  }

  /**
   * Finds the organizations where it is time to clean up although no batch says so: nothing happens
   * there, and what nobody needs any more would stay.
   *
   * @return those to {@link #tidy(UUID)}
   */
  public List<UUID> findUntidy() throws SQLException {
    List<UUID> found = Transactions.reading(database, c -> Cleaner.due(c, clock.instant()));
    untidy.addAll(found);
    return found;
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
    if (!begun.locked() || model.revision() < begun.revision()) {
      // What is removed cannot be had back: not by settings that hold no more.
      return false;
    }
    new Compaction(connection, organizationId).step(last);
    if (Cleaner.isDue(last, now)) {
      Cleaner.clean(connection, organizationId, model.settings().maximumOfflineAgeDays(), now);
    }
    return true;
  }

  /**
   * What waits for a batch.
   *
   * @param changes changed records, taken from the queue
   * @param due slices that are to be tried again
   * @param moved whether windows of others moved
   * @param edges which relations are kept
   */
  private record Waiting(
      Queue.Changes changes, List<ActiveSlice> due, boolean moved, EdgeTable edges) {

    boolean isOfFewRecords() {
      return due.isEmpty() && !moved && Planning.Kind.of(changes.count()) == Planning.Kind.FEW;
    }
  }

  private Waiting take(Connection connection, UUID organizationId, Instant now)
      throws SQLException {
    Together together = new Together(connection);
    var changes = Queue.take(together, organizationId, mostChanges);
    var ofTime = SliceStore.timely(together, organizationId, now);
    var edges = EdgeTable.read(together, organizationId);
    together.run();
    List<ActiveSlice> timely = Maintainer.filtered(ofTime.get());
    return new Waiting(
        changes.get(),
        timely.stream().filter(slice -> slice.isDue(now)).toList(),
        timely.stream().anyMatch(slice -> slice.hasMoved(now)),
        edges.get());
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
      throw new OutdatedException(begun.revision());
    }
    boolean configured = begun.configured() && Queue.takeConfiguration(connection, organizationId);
    Waiting waiting = take(connection, organizationId, now);
    Queue.Changes changes = waiting.changes();
    boolean onlyTime = !configured && changes.byEntity().isEmpty() && waiting.due().isEmpty();
    if (onlyTime && !waiting.moved()) {
      return Outcome.IDLE;
    }
    long position = begun.last().position() + 1;
    Planning planning = new Planning(connection, Planning.Kind.FEW);
    if (configured || !waiting.isOfFewRecords()) {
      planning.usually(Planning.Kind.ANYTHING);
    }
    Edges edges = new Edges(connection, waiting.edges());
    edges.update(changes.byEntity(), planning);
    var batch = new Maintainer.Batch(connection, organizationId, edges, planning, position, now);
    maintainer.maintain(batch, changes, careful);
    boolean moves = waiting.moved() && maintainer.move(batch);
    if (onlyTime && !moves) {
      // A window moved over nothing: devices need not hear of it.
      return Outcome.CLOSED;
    }
    maintainer.retry(batch, waiting.due());
    if (begun.related()) {
      planning.plan(Planning.Kind.ANYTHING);
      new RelatedRows(connection, organizationId, position).maintain(edges);
    }
    if (configured) {
      reconciler.reconcile(connection, model, edges, position, now);
    }
    InheritedShares inherited = new InheritedShares(connection, organizationId, edges, planning);
    boolean queued = configured && inherited.inheritAlong(model.cascades());
    queued |= inherited.maintain(changes.byEntity());
    Checkpoints.close(connection, organizationId, position, now);
    if (isUntidy(begun.last().at(position), now)) {
      untidy.add(organizationId);
    }
    return changes.isFull() || queued ? Outcome.MORE : Outcome.CLOSED;
  }
}
