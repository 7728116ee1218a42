package dev.haversack.dataset.slices;

import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;

/**
 * A slice of the records of one entity that steps lead to from the rows of another slice, at once
 * or through other records. Its rows carry the keys of the rows where the steps began: who may take
 * those may take what they lead to.
 *
 * @param entity the entity of its records
 * @param seed where steps begin
 * @param steps all steps that lead on from there, in order; circles are allowed
 * @param eligible per entity that a step leads to: all of its records that may go offline
 */
@RegisterForReflection
public record RelatedSlice(
    String entity, FilteredSlice seed, List<Step> steps, SortedMap<String, FilteredSlice> eligible)
    implements SliceDefinition {

  /** The slice of the same kind of another entity that steps lead to. */
  public RelatedSlice of(String other) {
    return new RelatedSlice(other, seed, steps, eligible);
  }

  /** The slices of the same seed and steps, this one included: they are maintained together. */
  Stream<RelatedSlice> siblings() {
    return eligible.keySet().stream().map(this::of);
  }
}
