package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/** Comparing attribute values. */
public final class Values {

  private Values() {}

  /** Whether there is no value: left out or null. */
  public static boolean isAbsent(@Nullable JsonNode value) {
    return value == null || value.isNull() || value.isMissingNode();
  }

  /** Whether two values are the same; numbers by what they are worth, however they are written. */
  public static boolean same(@Nullable JsonNode one, @Nullable JsonNode other) {
    if (one == null || other == null || isAbsent(one) || isAbsent(other)) {
      return isAbsent(one) && isAbsent(other);
    }
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue()) == 0;
    }
    return one.equals(other);
  }
}
