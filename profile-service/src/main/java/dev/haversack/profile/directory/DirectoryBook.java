package dev.haversack.profile.directory;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.answers.Page;
import dev.haversack.profile.answers.Preconditions;
import dev.haversack.profile.answers.Stored;
import dev.haversack.profile.answers.Versioned;
import dev.haversack.profile.feed.Change;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import dev.haversack.profile.storage.Key;
import jakarta.persistence.EntityManager;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reads and changes one kind of the directory: what is the same for all kinds.
 *
 * @param <T> the contract's record
 * @param <R> its row
 */
abstract class DirectoryBook<T, R extends DirectoryRow<T>> {

  private final FeedKind kind;
  private final Class<R> rowType;
  private final Supplier<R> newRow;
  private final Changes changes;
  private final EntityManager database;

  DirectoryBook(
      FeedKind kind,
      Class<R> rowType,
      Supplier<R> newRow,
      Changes changes,
      EntityManager database) {
    this.kind = kind;
    this.rowType = rowType;
    this.newRow = newRow;
    this.changes = changes;
    this.database = database;
  }

  /** The id that the record itself carries. */
  abstract UUID idOf(T value);

  /** Adds whatever rules the value breaks. */
  abstract void validate(UUID organizationId, T value, Findings findings);

  /** Adds whoever still needs the row. */
  abstract void usesOf(UUID organizationId, UUID id, Findings findings);

  /** Has whatever goes with a row follow it, once it is stored. */
  void stored(Change change, T value) {}

  /** Has whatever goes with a row go, before it goes. */
  void removing(Change change, UUID id) {}

  @Transactional
  Page<T> list(UUID organizationId, int limit, @Nullable String cursor) {
    List<R> rows =
        database
            .createQuery(
                "from %s where orgId = :orgId and id > :after order by id"
                    .formatted(rowType.getName()),
                rowType)
            .setParameter("orgId", organizationId)
            .setParameter("after", Page.afterId(cursor))
            .setMaxResults(limit + 1)
            .getResultList();
    return Page.of(rows, limit, DirectoryRow::toContract, row -> row.id.toString());
  }

  @Transactional
  Versioned<T> read(UUID organizationId, UUID id) {
    R row = existing(organizationId, id);
    return new Versioned<>(row.toContract(), row.version);
  }

  @Transactional
  Stored<T> put(UUID organizationId, UUID id, T value, @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    @Nullable R row = find(organizationId, id);
    Preconditions.check(ifMatch, row == null ? null : row.version);
    Findings findings = new Findings();
    if (!id.equals(idOf(value))) {
      findings.error("id", FindingCode.ID_MISMATCH, "The path says " + id + ".");
    }
    validate(organizationId, value, findings);
    findings.refuse(ProblemCode.VALIDATION_FAILED, "It cannot be stored like this.");
    if (row == null) {
      return new Stored<>(value, create(change, value), true);
    }
    replace(change, row, value);
    return new Stored<>(value, row.version, false);
  }

  @Transactional
  void delete(UUID organizationId, UUID id, @Nullable String ifMatch) {
    Change change = changes.begin(organizationId);
    R row = existing(organizationId, id);
    Preconditions.check(ifMatch, row.version);
    Findings findings = new Findings();
    usesOf(organizationId, id, findings);
    findings.refuse(ProblemCode.IN_USE, "Something else still needs it.");
    removing(change, id);
    remove(change, row);
  }

  /** Removes a row that nobody needs. */
  void remove(Change change, R row) {
    database.remove(row);
    change.remove(kind, row.id.toString());
  }

  /** Stores a new, valid record; returns its version. */
  long create(Change change, T value) {
    R row = newRow.get();
    row.orgId = change.organizationId();
    row.id = idOf(value);
    write(change, row, value);
    database.persist(row);
    stored(change, value);
    return row.version;
  }

  /** Stores a valid record in the place of what was there. */
  void replace(Change change, R row, T value) {
    write(change, row, value);
    stored(change, value);
  }

  private void write(Change change, R row, T value) {
    row.take(value);
    row.version = change.put(kind, row.id.toString(), value);
  }

  private R existing(UUID organizationId, UUID id) {
    R row = find(organizationId, id);
    if (row == null) {
      throw ProblemException.of(ProblemCode.NOT_FOUND, "There is none with the id " + id + ".");
    }
    return row;
  }

  @Nullable R find(UUID organizationId, UUID id) {
    return database.find(rowType, new Key(organizationId, id));
  }
}
