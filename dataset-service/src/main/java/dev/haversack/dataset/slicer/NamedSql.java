package dev.haversack.dataset.slicer;

import dev.haversack.dataset.filter.SqlFragment;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A statement whose parameters have names, such as {@code :org}: long ones use each often. */
final class NamedSql {

  /** Not the second colon of a cast. */
  private static final Pattern NAME = Pattern.compile("(?<!:):([a-z_]+)");

  private final String text;
  private final List<String> names = new ArrayList<>();

  NamedSql(String template) {
    Matcher matcher = NAME.matcher(template);
    StringBuilder plain = new StringBuilder();
    while (matcher.find()) {
      names.add(matcher.group(1));
      matcher.appendReplacement(plain, "?");
    }
    matcher.appendTail(plain);
    this.text = plain.toString();
  }

  /** Runs it. */
  void run(Connection connection, Map<String, Object> parameters) throws SQLException {
    List<Object> values =
        names.stream().map(name -> Objects.requireNonNull(parameters.get(name), name)).toList();
    try (PreparedStatement statement = connection.prepareStatement(text)) {
      new SqlFragment(text, values).bind(statement, 1);
      statement.executeUpdate();
    }
  }
}
