package dev.haversack.dataset.filter;

import dev.haversack.contract.model.Operator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ids that operators on the caller compare with. */
public final class CallerIds {

  /** Stands for all languages (section 8.3 of the facts). */
  private static final int EVERY_LANGUAGE = -1;

  private CallerIds() {}

  /**
   * The ids of an operator that compares with ids.
   *
   * @throws IllegalArgumentException for any other operator
   */
  public static List<UUID> of(Operator operator, CallerContext caller) {
    Set<UUID> ids = new LinkedHashSet<>();
    switch (operator) {
      case EQ_USERID, NE_USERID -> ids.add(caller.userId());
      case EQ_USERTEAMS -> ids.addAll(caller.teamIds());
      case EQ_USERORUSERTEAMS -> {
        ids.add(caller.userId());
        ids.addAll(caller.teamIds());
      }
      case EQ_USERORUSERHIERARCHY -> {
        ids.add(caller.userId());
        ids.addAll(caller.belowIds());
      }
      case EQ_USERORUSERHIERARCHYANDTEAMS -> {
        ids.add(caller.userId());
        ids.addAll(caller.teamIds());
        ids.addAll(caller.belowIds());
        ids.addAll(caller.teamIdsBelow());
      }
      case EQ_BUSINESSID, NE_BUSINESSID -> {
        UUID unit = caller.businessUnitId();
        if (unit != null) {
          ids.add(unit);
        }
      }
      default -> throw new IllegalArgumentException("Compares with no ids: " + operator);
    }
    return List.copyOf(ids);
  }

  /** Whether an operator holds where the ids are not. */
  public static boolean isNegated(Operator operator) {
    return operator == Operator.NE_USERID || operator == Operator.NE_BUSINESSID;
  }

  /** The languages that {@code eq-userlanguage} compares with. */
  public static List<Integer> languages(@Nullable Integer languageCode) {
    return languageCode == null ? List.of(EVERY_LANGUAGE) : List.of(languageCode, EVERY_LANGUAGE);
  }
}
