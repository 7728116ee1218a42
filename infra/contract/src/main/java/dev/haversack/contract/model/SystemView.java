package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How records of an entity are listed (section 6.1 of the facts). A device can show it only where
 * the profile takes every entity that it refers to.
 *
 * @param id its id
 * @param entity the entity whose records it lists
 * @param name its name for people; unique within the entity
 * @param kind where it is shown
 * @param isDefault whether it is the one of its kind that comes first; not so when left out
 * @param columns what it shows, from left to right
 * @param filter which records it lists; all when null
 * @param order how they are sorted; not at all when null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record SystemView(
    @NotNull UUID id,
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,99}$") String entity,
    @NotNull @Size(min = 1, max = 200) String name,
    @NotNull ViewKind kind,
    boolean isDefault,
    @NotNull @Size(min = 1, max = 100) List<@Valid @NotNull ViewColumn> columns,
    @Valid @Nullable Filter filter,
    @Size(max = 10) @Nullable List<@Valid @NotNull ViewOrder> order) {}
