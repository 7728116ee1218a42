package dev.haversack.dataset.slices;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.ProfileItem;
import java.util.ArrayList;
import java.util.List;

/** What the distributions of items say, as filters: section 2.2 of the facts. */
public final class Distributions {

  private Distributions() {}

  /** What an item takes by itself, the organization filter aside. */
  public static Filter filter(ProfileItem item) {
    return switch (item.distribution()) {
      case ALL -> new AndFilter(List.of());
      case RELATED -> new OrFilter(List.of());
      case CUSTOM -> item.filter() == null ? new OrFilter(List.of()) : item.filter();
      case ORGANIZATION -> {
        List<Filter> whose = new ArrayList<>();
        if (item.ownedByMe()) {
          whose.add(new Condition("ownerid", Operator.EQ_USERID, null, null));
        }
        if (item.ownedByMyTeams()) {
          whose.add(new Condition("ownerid", Operator.EQ_USERTEAMS, null, null));
        }
        if (item.ownedByMyBusinessUnit()) {
          whose.add(new Condition("owningbusinessunit", Operator.EQ_BUSINESSID, null, null));
        }
        yield new OrFilter(whose);
      }
    };
  }
}
