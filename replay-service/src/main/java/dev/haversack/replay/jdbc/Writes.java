package dev.haversack.replay.jdbc;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Statements that go to the database together, in one round trip. They run one after the other, in
 * the order in which they were added, and each sees what the others before it did, and (as always
 * with read committed) what other transactions had committed when it began. What they return is not
 * looked at.
 */
public final class Writes {

  private final StringBuilder sql = new StringBuilder();
  private final List<@Nullable Object> values = new ArrayList<>();

  /** Adds a statement, which has no semicolon. */
  public Writes add(String statement, @Nullable Object... parameters) {
    if (statement.indexOf(';') >= 0) {
      throw new IllegalArgumentException("A semicolon would part it: " + statement);
    }
    sql.append(sql.isEmpty() ? "" : ";\n").append(statement);
    values.addAll(Arrays.asList(parameters));
    return this;
  }

  boolean isEmpty() {
    return sql.isEmpty();
  }

  String sql() {
    return sql.toString();
  }

  @Nullable Object[] values() {
    return values.toArray();
  }
}
