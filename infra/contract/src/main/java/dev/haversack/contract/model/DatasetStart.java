package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The first line: what is to come.
 *
 * @param type {@code start}
 * @param kind {@code snapshot} or {@code delta}
 * @param checkpoint the checkpoint that the stream leads to
 * @param entities per entity, in the order of the stream: how many lines are to come at most
 * @param resume to go on with the stream if it breaks off; absent where only one entity is sent
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DatasetStart(
    @NotNull String type,
    @NotNull String kind,
    @NotNull @Min(0) Long checkpoint,
    @NotNull List<@Valid @NotNull EntityTotal> entities,
    @Nullable @Size(min = 1, max = 2000) String resume)
    implements DatasetLine {}
