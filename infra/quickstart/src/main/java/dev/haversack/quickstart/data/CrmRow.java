package dev.haversack.quickstart.data;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;

/**
 * A row of a CSV file.
 *
 * @param file the file
 * @param line the line it ends on; the header is line 1
 * @param values the texts by column; an empty field has none
 */
record CrmRow(String file, long line, Map<String, String> values) {

  String where() {
    return file + " line " + line;
  }

  Optional<String> text(String column) {
    return Optional.ofNullable(values.get(column));
  }

  String textOrEmpty(String column) {
    return values.getOrDefault(column, "");
  }

  Optional<BigDecimal> number(String column, FaultLog faults) {
    return text(column)
        .flatMap(text -> {
          try {
            return Optional.of(new BigDecimal(text));
          } catch (NumberFormatException e) {
            unreadable(column, text, "number", faults);
            return Optional.empty();
          }
        });
  }

  Optional<Integer> integer(String column, FaultLog faults) {
    return text(column)
        .flatMap(text -> {
          try {
            return Optional.of(Integer.valueOf(text));
          } catch (NumberFormatException e) {
            unreadable(column, text, "whole number", faults);
            return Optional.empty();
          }
        });
  }

  Optional<LocalDate> date(String column, FaultLog faults) {
    return text(column)
        .flatMap(text -> {
          try {
            return Optional.of(LocalDate.parse(text));
          } catch (DateTimeParseException e) {
            unreadable(column, text, "date (yyyy-mm-dd)", faults);
            return Optional.empty();
          }
        });
  }

  private void unreadable(String column, String text, String type, FaultLog faults) {
    faults.note("value of " + column + " that is no " + type, "left empty", where() + ": " + text);
  }
}
