package dev.haversack.dataset.filter;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/**
 * A part of a statement with its parameters.
 *
 * @param text SQL with one {@code ?} per parameter
 * @param parameters their values, in order
 */
public record SqlFragment(String text, List<Object> parameters) {

  /**
   * An array parameter.
   *
   * @param type the SQL type of its elements
   * @param values its elements
   */
  public record ArrayParameter(String type, List<?> values) {}

  /** Keeps a list of its own. */
  public SqlFragment {
    parameters = List.copyOf(parameters);
  }

  /**
   * Sets the parameters.
   *
   * @param first the number of the first one in the statement
   * @return the number after the last one
   */
  public int bind(PreparedStatement statement, int first) throws SQLException {
    int index = first;
    for (Object parameter : parameters) {
      if (parameter instanceof ArrayParameter(String type, List<?> values)) {
        statement.setArray(
            index++, statement.getConnection().createArrayOf(type, values.toArray()));
      } else {
        statement.setObject(index++, parameter);
      }
    }
    return index;
  }
}
