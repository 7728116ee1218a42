package dev.haversack.dataset.sync;

import dev.haversack.dataset.sync.ScopeContent.EntityScope;
import dev.haversack.dataset.sync.ScopeContent.SliceKeys;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Keys to read, as parameters: whole slices, and single keys of others. */
final class KeySelection {

  private final List<Long> wholeSlices = new ArrayList<>();
  private final List<Long> slices = new ArrayList<>();
  private final List<Long> keys = new ArrayList<>();

  static KeySelection of(EntityScope scope) {
    return of(scope.slices());
  }

  static KeySelection of(Map<Long, SliceKeys> slices) {
    KeySelection selection = new KeySelection();
    slices.forEach(selection::add);
    return selection;
  }

  void add(long slice, SliceKeys which) {
    if (which.all()) {
      wholeSlices.add(slice);
    } else {
      which.keys().forEach(key -> add(slice, key));
    }
  }

  void add(long slice, long key) {
    slices.add(slice);
    keys.add(key);
  }

  /** These and others. */
  KeySelection and(KeySelection others) {
    KeySelection all = new KeySelection();
    for (KeySelection some : List.of(this, others)) {
      all.wholeSlices.addAll(some.wholeSlices);
      all.slices.addAll(some.slices);
      all.keys.addAll(some.keys);
    }
    return all;
  }

  void eachWholeSlice(LongConsumer takes) {
    wholeSlices.forEach(takes::accept);
  }

  /** Takes single keys. */
  @FunctionalInterface
  interface KeyConsumer {
    /** Takes the next one. */
    void accept(long slice, long key);
  }

  void eachKey(KeyConsumer takes) {
    for (int i = 0; i < keys.size(); i++) {
      takes.accept(slices.get(i), keys.get(i));
    }
  }

  boolean isEmpty() {
    return wholeSlices.isEmpty() && keys.isEmpty();
  }

  /** Sets one array: whole slices. */
  int bindWholeSlices(PreparedStatement statement, int first) throws SQLException {
    statement.setArray(first, array(statement, wholeSlices));
    return first + 1;
  }

  /** Sets two arrays: the slices of single keys, and the keys. */
  int bindKeys(PreparedStatement statement, int first) throws SQLException {
    statement.setArray(first, array(statement, slices));
    statement.setArray(first + 1, array(statement, keys));
    return first + 2;
  }

  static Array array(PreparedStatement statement, Collection<Long> ids) throws SQLException {
    return statement.getConnection().createArrayOf("bigint", ids.toArray());
  }
}
