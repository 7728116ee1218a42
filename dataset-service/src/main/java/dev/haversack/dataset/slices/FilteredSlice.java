package dev.haversack.dataset.slices;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.filter.AttributeTypes;
import dev.haversack.dataset.filter.Evaluation;
import dev.haversack.dataset.filter.FilterSql;
import dev.haversack.dataset.filter.SqlFragment;
import dev.haversack.dataset.filter.TimeCondition;
import dev.haversack.dataset.filter.TimeContext;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A slice of the records that a filter takes. It says all that is needed to maintain the slice:
 * when an attribute changes its type, that makes another slice.
 *
 * @param entity the entity of its records
 * @param filter which of them; canonical, looks at the record only, the organization filter
 *     included
 * @param types the types of the attributes that the filter looks at
 * @param extraKeys the lookups among its keys besides owner and owning business unit
 * @param shared whether it holds the records that are shared, once for everybody that each is
 *     shared with; who that is, is the last key
 * @param held null for all records that the filter takes; else only those that users have for this
 *     reason, once for each of them, who is the last key but the one for shared records
 * @param calendar the calendar that the filter is evaluated in; null when it looks at none
 */
@RegisterForReflection(targets = {FilteredSlice.class, TimeContext.Calendar.class})
public record FilteredSlice(
    String entity,
    Filter filter,
    SortedMap<String, AttributeType> types,
    List<String> extraKeys,
    boolean shared,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Holding held,
    TimeContext.@Nullable Calendar calendar)
    implements SliceDefinition {

  private static final String LOOKUP =
      "CASE WHEN pg_input_is_valid(r.attributes->>?::text, 'uuid') THEN (r.attributes->>?::text)::uuid END";

  /** Who cannot read gets nothing. */
  private static final String SHARED =
      " JOIN record_share h ON h.org_id = r.org_id AND h.entity = r.entity"
          + " AND h.record_id = r.record_id AND h.rights & 1 <> 0";

  private static final String HELD =
      " JOIN %s w ON w.org_id = r.org_id AND w.entity = r.entity AND w.record_id = r.record_id";

  /** The condition on a row {@code r} of the table {@code record} at a moment. */
  public SqlFragment condition(Instant now) {
    AttributeTypes known = types::get;
    TimeContext time = calendar == null ? null : new TimeContext(now, calendar);
    return FilterSql.compile(known, filter, new Evaluation(null, time));
  }

  /** The conditions whose windows move as time passes. */
  public List<TimeCondition> movingConditions() {
    return moving(filter).toList();
  }

  /** Whether records enter or leave it as time passes. */
  public boolean movesWithTime() {
    return moving(filter).findAny().isPresent();
  }

  private Stream<TimeCondition> moving(Filter part) {
    return switch (part) {
      case AndFilter(List<Filter> parts) -> parts.stream().flatMap(this::moving);
      case OrFilter(List<Filter> parts) -> parts.stream().flatMap(this::moving);
      case Condition condition ->
          condition.operator().dependsOnTime()
              ? Stream.of(TimeCondition.of(types::get, condition)).filter(TimeCondition::moves)
              : Stream.empty();
    };
  }

  /**
   * Where its rows come from: the records as {@code r}, as {@code h} what is shared, and as {@code
   * w} who holds them.
   */
  public String source() {
    return "record r" + (held == null ? "" : HELD.formatted(held.table())) + (shared ? SHARED : "");
  }

  /** Tables without which it has no rows; usually empty, so a look at them spares work. */
  public List<String> needs() {
    return Stream.concat(
            Stream.ofNullable(held).map(Holding::table),
            shared ? Stream.of("record_share") : Stream.empty())
        .toList();
  }

  /** The further keys of a row {@code r}, as an array of UUIDs. */
  public SqlFragment extraKeyValues() {
    List<String> elements = new ArrayList<>();
    extraKeys.forEach(name -> elements.add(LOOKUP));
    if (held != null) {
      elements.add("w.user_id");
    }
    if (shared) {
      elements.add("h.principal_id");
    }
    List<Object> names =
        extraKeys.stream().flatMap(name -> List.<Object>of(name, name).stream()).toList();
    return new SqlFragment("ARRAY[" + String.join(", ", elements) + "]::uuid[]", names);
  }
}
