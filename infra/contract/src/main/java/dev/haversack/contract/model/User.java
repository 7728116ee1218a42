package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user of the directory.
 *
 * @param id his id; the same as in his tokens
 * @param userName his sign-in name; unique
 * @param fullName his name
 * @param businessUnitId the business unit he is in
 * @param managerId the user he reports to
 * @param positionId the position that he holds
 * @param roleIds his own roles
 * @param active whether he may use the suite
 * @param timeZone the IANA name of his time zone; the organization's when left out
 * @param languageCode the LCID of his language, such as 1033; none when left out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record User(
    @NotNull UUID id,
    @NotNull @Size(min = 1, max = 200) String userName,
    @NotNull @Size(min = 1, max = 200) String fullName,
    @NotNull UUID businessUnitId,
    @Nullable UUID managerId,
    @Nullable UUID positionId,
    @NotNull @Size(max = 100) List<@NotNull UUID> roleIds,
    boolean active,
    @Nullable @Size(min = 1, max = 100) String timeZone,
    @Nullable @Min(1) @Max(65535) Integer languageCode) {

  /** A user in the organization's time zone, without a position and a language. */
  public User(
      UUID id,
      String userName,
      String fullName,
      UUID businessUnitId,
      @Nullable UUID managerId,
      List<UUID> roleIds,
      boolean active) {
    this(id, userName, fullName, businessUnitId, managerId, null, roleIds, active, null, null);
  }
}
