package dev.haversack.dataset.records;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Where records are kept: plain operations on rows, in the caller's transaction. Rights, validation
 * and history are outside of it, so that another system of record can take its place.
 */
public interface RecordStore {

  /** One record. */
  Optional<RecordRow> find(UUID organizationId, RecordKey key);

  /** The records that exist of these. */
  List<RecordRow> find(UUID organizationId, Collection<RecordKey> keys);

  /**
   * The records that exist of these, locked until the transaction ends. Locks are taken in one
   * order for everybody, so that two groups cannot wait for each other.
   */
  List<RecordRow> lock(UUID organizationId, Collection<RecordKey> keys);

  /** The same, and so many fresh versions. */
  Locked lock(UUID organizationId, Collection<RecordKey> keys, int versions);

  /**
   * Locked records.
   *
   * @param rows those that exist
   * @param versions fresh versions, rising, and newer than those of the records that exist
   */
  record Locked(List<RecordRow> rows, List<Long> versions) {}

  /** Who owns the records that exist of these. */
  Map<RecordKey, RecordAccess> accessOf(UUID organizationId, Collection<RecordKey> keys);

  /** Fresh versions, rising. Ask after locking, so that a record's versions rise as well. */
  List<Long> nextVersions(int count);

  /**
   * Adds records.
   *
   * @throws DuplicateRecordException when one of them exists; the transaction is of no use any more
   */
  void insert(UUID organizationId, List<RecordRow> rows);

  /** Replaces records that are locked; each at most once. */
  void update(UUID organizationId, List<RecordRow> rows);

  /** Removes records that are locked. */
  void delete(UUID organizationId, List<RecordKey> keys);
}
