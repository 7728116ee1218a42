package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.JsonNode;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compares one attribute.
 *
 * @param attribute the attribute's logical name
 * @param operator how to compare
 * @param value the operand of operators that take one
 * @param values the operands of operators that take several
 * @param valueOf another attribute of the record to compare with, instead of {@code value}; for
 *     {@code eq}, {@code ne}, {@code gt}, {@code ge}, {@code lt} and {@code le}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Condition(
    @JsonProperty(required = true) @NotBlank @Size(max = 100) String attribute,
    @JsonProperty(required = true) @NotNull Operator operator,
    @Nullable JsonNode value,
    @Nullable @Size(max = 500) List<JsonNode> values,
    @Nullable @Size(min = 1, max = 100) String valueOf)
    implements Filter {

  /** A condition that compares with values. */
  public Condition(
      String attribute,
      Operator operator,
      @Nullable JsonNode value,
      @Nullable List<JsonNode> values) {
    this(attribute, operator, value, values, null);
  }
}
