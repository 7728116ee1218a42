package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An attribute of an entity.
 *
 * @param logicalName the attribute's name in all interfaces; lower case
 * @param displayName its name for people
 * @param type what values it takes
 * @param required whether a record must have a value
 * @param system whether the server keeps it; callers cannot set it
 * @param secured whether only administrators see and set it, and only online
 * @param maxLength of {@code string} and {@code memo}: the greatest number of characters
 * @param minimum of numbers: the least value
 * @param maximum of numbers: the greatest value
 * @param choices of {@code choice}, {@code multichoice}, {@code state} and {@code status}: the
 *     values
 * @param targets of {@code lookup} and {@code owner}: what it may point to
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Attribute(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String logicalName,
    @NotNull @Size(min = 1, max = 160) String displayName,
    @NotNull AttributeType type,
    boolean required,
    boolean system,
    boolean secured,
    @Min(1) @Max(1048576) @Nullable Integer maxLength,
    @Nullable BigDecimal minimum,
    @Nullable BigDecimal maximum,
    @Size(max = 1000) @Nullable List<@Valid @NotNull Choice> choices,
    @Size(max = 50) @Nullable List<@Valid @NotNull LookupTarget> targets) {

  /** The same attribute, secured or not. */
  public Attribute withSecured(boolean isSecured) {
    return new Attribute(
        logicalName,
        displayName,
        type,
        required,
        system,
        isSecured,
        maxLength,
        minimum,
        maximum,
        choices,
        targets);
  }

  /** The same attribute, of which no target makes a hierarchy or hands on shares. */
  public Attribute withPlainTargets() {
    return withTargets(targets == null ? null : targets.stream().map(LookupTarget::plain).toList());
  }

  /** The same attribute with other targets. */
  public Attribute withTargets(@Nullable List<LookupTarget> otherTargets) {
    return new Attribute(
        logicalName,
        displayName,
        type,
        required,
        system,
        secured,
        maxLength,
        minimum,
        maximum,
        choices,
        otherTargets);
  }

  /** An attribute that is not secured. */
  public Attribute(
      String logicalName,
      String displayName,
      AttributeType type,
      boolean required,
      boolean system,
      @Nullable Integer maxLength,
      @Nullable BigDecimal minimum,
      @Nullable BigDecimal maximum,
      @Nullable List<Choice> choices,
      @Nullable List<LookupTarget> targets) {
    this(
        logicalName,
        displayName,
        type,
        required,
        system,
        false,
        maxLength,
        minimum,
        maximum,
        choices,
        targets);
  }
}
