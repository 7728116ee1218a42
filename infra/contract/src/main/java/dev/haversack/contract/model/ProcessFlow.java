package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A business process flow: the stages that records of an entity go through. It belongs to an entity
 * of its own, whose records are its instances; section 5.1 of the facts.
 *
 * @param entity whose records go through it. Not changeable later
 * @param order among the flows of the entity; the one with the least is the one to begin with; 0
 *     when left out
 * @param draft whether it is not in use yet
 * @param stages its stages, in order
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ProcessFlow(
    @NotNull @Pattern(regexp = "^[a-z][a-z0-9_]{0,93}$") String entity,
    @Min(0) @Max(1000) @Nullable Integer order,
    boolean draft,
    @NotNull @Size(min = 1, max = 30) List<@Valid @NotNull ProcessStage> stages) {

  /** Of an instance: the stage that it is in. */
  public static final String ACTIVE_STAGE = "activestageid";

  /** Of an instance: since when it is in its stage. */
  public static final String ACTIVE_STAGE_SINCE = "activestagestartedon";

  /** Of an instance: the stages that it came through, its own included, joined by commas. */
  public static final String TRAVERSED_PATH = "traversedpath";

  /** Of an instance: when it was finished. */
  public static final String COMPLETED_ON = "completedon";

  /** Of an instance: how many minutes it took to finish it. */
  public static final String DURATION = "duration";

  /** Of an instance: the status reason of one that was finished, and not given up. */
  public static final int FINISHED = 2;

  /** The attribute of an instance that names the record which goes through the flow. */
  public String lookup() {
    return "bpf_" + entity + "id";
  }

  /** The stage of this id. */
  public Optional<ProcessStage> stage(UUID stageId) {
    return stages.stream().filter(stage -> stage.stageId().equals(stageId)).findFirst();
  }

  /** The entities whose records its stages are about. */
  public Set<String> entities() {
    return Stream.concat(Stream.of(entity), stages.stream().map(this::entityOf))
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether it leads from one entity to another, which does not work offline. */
  public boolean crossesEntities() {
    return entities().size() > 1;
  }

  /** Whether a stage of it has a flow of its own, which does not work offline. */
  public boolean hasChildren() {
    return stages.stream().anyMatch(stage -> stage.childFlow() != null);
  }

  /** The entity that a stage is about. */
  public String entityOf(ProcessStage stage) {
    return Objects.requireNonNullElse(stage.entity(), entity);
  }
}
