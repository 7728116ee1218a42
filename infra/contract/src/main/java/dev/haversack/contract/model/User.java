package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
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
 * @param roleIds his own roles
 * @param active whether he may use the suite
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record User(
    @NotNull UUID id,
    @NotNull @Size(min = 1, max = 200) String userName,
    @NotNull @Size(min = 1, max = 200) String fullName,
    @NotNull UUID businessUnitId,
    @Nullable UUID managerId,
    @NotNull @Size(max = 100) List<@NotNull UUID> roleIds,
    boolean active) {}
