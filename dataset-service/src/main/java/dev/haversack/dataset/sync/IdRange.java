package dev.haversack.dataset.sync;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Records whose ids lie in a range.
 *
 * @param after they come after this one; null from the first on
 * @param upTo up to this one; null up to the last
 */
record IdRange(@Nullable UUID after, @Nullable UUID upTo) {

  static final IdRange ALL = new IdRange(null, null);

  /** The condition on a column {@code record_id}. */
  static final String CONDITION =
      "(?::uuid IS NULL OR record_id > ?::uuid) AND (?::uuid IS NULL OR record_id <= ?::uuid)";

  int bind(PreparedStatement statement, int first) throws SQLException {
    statement.setObject(first, after, Types.OTHER);
    statement.setObject(first + 1, after, Types.OTHER);
    statement.setObject(first + 2, upTo, Types.OTHER);
    statement.setObject(first + 3, upTo, Types.OTHER);
    return first + 4;
  }
}
