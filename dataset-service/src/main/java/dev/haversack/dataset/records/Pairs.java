package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Pair;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Records that are the pairs of a many-to-many relationship: their ids follow from the pair. */
public final class Pairs {

  private Pairs() {}

  /** The id of the pair that attributes name; empty for records that are no pairs. */
  public static Optional<UUID> idOf(EntityModel entity, ObjectNode attributes) {
    return Pair.of(entity.metadata(), attributes).map(Pair::id);
  }

  /**
   * Refuses another id than the pair's. What does not name a pair is found to miss something.
   *
   * @throws ProblemException {@code wrong-pair-id}
   */
  public static void checkId(EntityModel entity, UUID id, ObjectNode attributes) {
    idOf(entity, attributes)
        .filter(right -> !right.equals(id))
        .ifPresent(right -> {
          throw ProblemException.of(
              ProblemCode.WRONG_PAIR_ID,
              "The pair's record has another id.",
              List.of(
                  new FieldError(
                      "recordId", ProblemCode.WRONG_PAIR_ID.code(), "It is " + right + ".")));
        });
  }

  /**
   * Refuses entities whose records are no pairs, and attributes that name no pair.
   *
   * @throws ProblemException {@code not-many-to-many}, {@code missing-required}
   */
  public static void requirePair(EntityModel entity, ObjectNode attributes) {
    if (!entity.isIntersect()) {
      throw ProblemException.of(
          ProblemCode.NOT_MANY_TO_MANY, "Records of " + entity.name() + " are no pairs.");
    }
    Findings.raise(
        entity.metadata().pairLookups().stream()
            .map(Attribute::logicalName)
            .filter(name -> Values.isAbsent(attributes.get(name)))
            .map(name -> Findings.of(name, ProblemCode.MISSING_REQUIRED, "A value is required."))
            .toList());
  }

  /** Refuses that a pair becomes another. */
  static void changed(EntityModel entity, ObjectNode before) {
    if (entity.isIntersect()) {
      Findings.raise(
          entity.metadata().pairLookups().stream()
              .map(Attribute::logicalName)
              .filter(before::has)
              .map(name ->
                  Findings.of(
                      name,
                      ProblemCode.READ_ONLY_ATTRIBUTE,
                      "A pair stays one of the same records; make another one."))
              .toList());
    }
  }
}
