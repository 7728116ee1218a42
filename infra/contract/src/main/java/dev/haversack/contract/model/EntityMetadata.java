package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/**
 * An entity: its attributes, who owns its records, and whether it may go offline.
 *
 * @param logicalName the entity's name in all interfaces; lower case
 * @param displayName its name for people
 * @param custom whether the organization defined it; the others are built in. Kept by the server
 * @param ownership who owns its records. Not changeable later
 * @param primaryNameAttribute the attribute that shows what a record is
 * @param directory whether its records come from the directory and are read-only everywhere else.
 *     Kept by the server
 * @param attributes its attributes, those kept by the server included
 * @param offline whether and how it may go offline
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record EntityMetadata(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String logicalName,
    @NotNull @Size(min = 1, max = 160) String displayName,
    boolean custom,
    @NotNull Ownership ownership,
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String primaryNameAttribute,
    boolean directory,
    @NotNull @Size(min = 1, max = 1000) List<@Valid @NotNull Attribute> attributes,
    @NotNull @Valid OfflineSettings offline) {}
