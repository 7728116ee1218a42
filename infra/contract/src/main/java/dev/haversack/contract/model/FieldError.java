package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * One finding of a validation.
 *
 * @param field the place in the request
 * @param code the stable code of the finding
 * @param message what is wrong and what is allowed
 * @param publishedCode the hex code that Dynamics 365 publishes for the same fault
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldError(
    String field, String code, String message, @Nullable String publishedCode) {

  /** A finding for which Dynamics 365 publishes no code. */
  public FieldError(String field, String code, String message) {
    this(field, code, message, null);
  }
}
