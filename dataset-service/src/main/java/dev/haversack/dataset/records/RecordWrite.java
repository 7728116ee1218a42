package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** One decided change of one record. */
public sealed interface RecordWrite {

  /** The record. */
  RecordKey key();

  /** The version that the write makes. */
  long version();

  /**
   * A new record.
   *
   * @param row the record
   */
  record Insert(RecordRow row) implements RecordWrite {
    @Override
    public RecordKey key() {
      return row.key();
    }

    @Override
    public long version() {
      return row.version();
    }
  }

  /**
   * A changed record.
   *
   * @param row the record as it shall be
   * @param previousVersion the version that it replaces
   * @param before the former values of what changes, null where there was none
   */
  record Update(RecordRow row, long previousVersion, ObjectNode before) implements RecordWrite {
    @Override
    public RecordKey key() {
      return row.key();
    }

    @Override
    public long version() {
      return row.version();
    }
  }

  /**
   * A record that goes.
   *
   * @param row the record as it was
   * @param version the version that stands for its absence
   */
  record Delete(RecordRow row, long version) implements RecordWrite {
    @Override
    public RecordKey key() {
      return row.key();
    }
  }
}
