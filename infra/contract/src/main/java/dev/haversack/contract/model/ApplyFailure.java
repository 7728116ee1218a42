package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why an action failed, with what a person needs to settle it.
 *
 * @param type the kind of sync error
 * @param code the stable code of the rule that was broken
 * @param publishedCode the hex code that Dynamics 365 publishes for the same fault
 * @param message what is wrong, in words
 * @param errors all findings of the action
 * @param base of the attributes concerned: the values that the action builds on, as far as known
 * @param theirs the present values of the record, as far as the user may read it
 * @param theirsVersion the present version of the record
 * @param conflicting the attributes that both sides changed
 * @param settled of the attributes in dispute (in mode {@code record} all that the action sets)
 *     those that the entity's policies settle: what the record gets whatever is decided about the
 *     rest
 * @param settledBy where the values of {@code settled} come from, and by which policy
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ApplyFailure(
    @NotNull SyncErrorType type,
    @NotNull @Size(min = 1, max = 100) String code,
    @Size(min = 1, max = 20) @Nullable String publishedCode,
    @NotNull @Size(min = 1, max = 1000) String message,
    @Nullable List<@Valid @NotNull FieldError> errors,
    @Nullable ObjectNode base,
    @Nullable ObjectNode theirs,
    @Nullable Long theirsVersion,
    @Nullable List<@NotNull String> conflicting,
    @Nullable ObjectNode settled,
    @Nullable List<@Valid @NotNull AttributeMerge> settledBy) {

  /**
   * Where the values of {@code settled} come from; where that was not told, as versions before did
   * not, by comparing with {@code theirs}.
   */
  public List<AttributeMerge> settledSources() {
    if (settledBy != null || settled == null) {
      return settledBy == null ? List.of() : settledBy;
    }
    return settled.properties().stream()
        .map(value ->
            new AttributeMerge(
                value.getKey(),
                isTheirs(value.getKey(), value.getValue()) ? MergeSource.THEIRS : MergeSource.BOTH,
                null))
        .toList();
  }

  private boolean isTheirs(String attribute, JsonNode value) {
    JsonNode present = theirs == null ? null : theirs.get(attribute);
    return present == null ? value.isNull() : present.equals(value);
  }
}
