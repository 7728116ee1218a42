package dev.haversack.conflict.resolution;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.json.StorableValues;
import dev.haversack.platform.problem.ProblemCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What replay-service could not store: PostgreSQL knows no U+0000, and numbers have a range. Such
 * values are refused by name.
 */
final class StorableText {

  private StorableText() {}

  /** Adds a finding if the text cannot be stored. */
  static void check(List<FieldError> findings, String field, @Nullable String text) {
    if (text != null && !StorableValues.isStorable(text)) {
      findings.add(
          new FieldError(
              field,
              ProblemCode.VALIDATION_FAILED.code(),
              "Texts hold neither U+0000 nor half a surrogate pair."));
    }
  }

  /** Adds a finding for every text or number in a value that cannot be stored. */
  static void check(List<FieldError> findings, String field, @Nullable JsonNode value) {
    if (value == null) {
      return;
    }
    if (value.isTextual()) {
      check(findings, field, value.textValue());
    }
    if (value.isNumber() && !Double.isFinite(value.doubleValue())) {
      findings.add(
          new FieldError(
              field,
              ProblemCode.VALIDATION_FAILED.code(),
              "The number is out of the range of 64-bit floating point."));
    }
    value
        .properties()
        .forEach(entry -> {
          check(findings, field, entry.getKey());
          check(findings, field + "." + entry.getKey(), entry.getValue());
        });
    if (value.isArray()) {
      value.forEach(element -> check(findings, field, element));
    }
  }
}
