package dev.haversack.dataset.filter;

import dev.haversack.contract.model.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The ids that a condition on the caller compares with. */
final class CallerIds {

  private CallerIds() {}

  static List<UUID> of(Condition condition, @Nullable CallerContext caller) {
    if (caller == null) {
      throw Operands.invalid(condition, "nobody is calling");
    }
    return switch (condition.operator()) {
      case EQ_USERID -> List.of(caller.userId());
      case EQ_USERTEAMS -> List.copyOf(caller.teamIds());
      case EQ_USERORUSERTEAMS -> {
        List<UUID> ids = new ArrayList<>(caller.teamIds());
        ids.add(caller.userId());
        yield ids;
      }
      case EQ_BUSINESSID -> {
        UUID unit = caller.businessUnitId();
        yield unit == null ? List.of() : List.of(unit);
      }
      default -> throw new IllegalArgumentException("Does not look at the caller: " + condition);
    };
  }
}
