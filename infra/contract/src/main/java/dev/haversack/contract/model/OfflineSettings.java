package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether and how an entity may go offline.
 *
 * @param enabled whether it may be part of profiles
 * @param organizationFilter what of it may go offline for anybody; without one nothing does.
 *     Conditions on the caller are not allowed
 * @param conflictDetection how replay detects conflicts on its records; the organization's setting
 *     when left out
 * @param conflictPolicy who wins where both sides changed a record; the organization's setting when
 *     left out
 * @param attributePolicies who wins where both sides changed an attribute, by its name; {@code
 *     conflictPolicy} for the others
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OfflineSettings(
    boolean enabled,
    @Valid @Nullable Filter organizationFilter,
    @Nullable ConflictDetection conflictDetection,
    @Nullable ConflictPolicy conflictPolicy,
    @Nullable Map<String, @NotNull AttributePolicy> attributePolicies) {

  /** Settings without policies of their own. */
  public OfflineSettings(
      boolean enabled,
      @Nullable Filter organizationFilter,
      @Nullable ConflictDetection conflictDetection) {
    this(enabled, organizationFilter, conflictDetection, null, null);
  }
}
