package dev.haversack.dataset.slices;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.stream.Stream;

/** What a slice yields: all that is needed to maintain it. Equal definitions are one slice. */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({@JsonSubTypes.Type(FilteredSlice.class), @JsonSubTypes.Type(RelatedSlice.class)})
public sealed interface SliceDefinition permits FilteredSlice, RelatedSlice {

  /** The entity of its records. */
  String entity();

  /** The slice and those that it is made from. */
  default Stream<SliceDefinition> withUpstream() {
    return switch (this) {
      case FilteredSlice filtered -> Stream.of(filtered);
      case RelatedSlice related ->
          Stream.concat(
              Stream.of(related, related.seed()),
              Stream.concat(related.eligible().values().stream(), related.siblings()));
    };
  }
}
