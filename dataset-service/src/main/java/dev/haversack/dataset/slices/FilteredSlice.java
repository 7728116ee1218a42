package dev.haversack.dataset.slices;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.dataset.configuration.Relation;
import dev.haversack.dataset.filter.EdgeTable;
import dev.haversack.dataset.filter.Evaluation;
import dev.haversack.dataset.filter.FilterSchema;
import dev.haversack.dataset.filter.FilterSql;
import dev.haversack.dataset.filter.SqlFragment;
import dev.haversack.dataset.filter.TimeCondition;
import dev.haversack.dataset.filter.TimeContext;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
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
 * @param linkage what links and hierarchies in the filter need to know; null when it has none
 * @param linked the linked records whose keys it has as well; null for none
 */
@RegisterForReflection(
    targets = {FilteredSlice.class, FilteredSlice.Linkage.class, TimeContext.Calendar.class})
public record FilteredSlice(
    String entity,
    Filter filter,
    SortedMap<String, AttributeType> types,
    List<String> extraKeys,
    boolean shared,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Holding held,
    TimeContext.@Nullable Calendar calendar,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Linkage linkage,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<LinkedRow> linked)
    implements SliceDefinition {

  /**
   * What links and hierarchies need to know.
   *
   * @param types per entity: the types of the attributes that are looked at
   * @param relations the relations that links follow
   * @param hierarchies the relations that make the hierarchies
   */
  public record Linkage(
      SortedMap<String, SortedMap<String, AttributeType>> types,
      List<Relation> relations,
      List<Relation> hierarchies) {

    static @Nullable Linkage of(FilterSchema schema) {
      return schema.relations().isEmpty() && schema.hierarchies().isEmpty()
          ? null
          : new Linkage(new TreeMap<>(schema.types()), schema.relations(), schema.hierarchies());
    }
  }

  private static final String LOOKUP =
      "CASE WHEN pg_input_is_valid(r.attributes->>?::text, 'uuid') THEN (r.attributes->>?::text)::uuid END";

  /** Who cannot read gets nothing. */
  private static final String SHARED =
      " JOIN record_share h ON h.org_id = r.org_id AND h.entity = r.entity"
          + " AND h.record_id = r.record_id AND h.rights & 1 <> 0";

  private static final String HELD =
      " JOIN %s w ON w.org_id = r.org_id AND w.entity = r.entity AND w.record_id = r.record_id";

  /** What its filter needs to know. */
  public FilterSchema schema() {
    return linkage == null
        ? FilterSchema.of(entity, types)
        : new FilterSchema(entity, linkage.types, linkage.relations, linkage.hierarchies);
  }

  /** Its filter, with all that is asked of linked records. */
  public Filter whole() {
    return LinkedRows.with(filter, linkedRows());
  }

  /** The relations that the slicer has to keep for it. */
  public Stream<Relation> relations() {
    return linkage == null
        ? Stream.of()
        : Stream.concat(linkage.relations.stream(), linkage.hierarchies.stream());
  }

  /** The entities of other records that decide what is in it. */
  public Set<String> looksAt() {
    Set<String> found = new TreeSet<>();
    collectLinked(whole(), found);
    return found;
  }

  private static void collectLinked(Filter part, Set<String> found) {
    switch (part) {
      case AndFilter(List<Filter> parts) -> parts.forEach(p -> collectLinked(p, found));
      case OrFilter(List<Filter> parts) -> parts.forEach(p -> collectLinked(p, found));
      case LinkFilter(Link link) -> {
        found.add(link.entity());
        if (link.filter() != null) {
          collectLinked(link.filter(), found);
        }
      }
      case Condition condition -> {}
    }
  }

  /** The condition on a row {@code r} of the table {@code record} at a moment. */
  public SqlFragment condition(Instant now, EdgeTable edges) {
    return FilterSql.compile(schema(), filter, at(now), edges);
  }

  private Evaluation at(Instant now) {
    return new Evaluation(null, calendar == null ? null : new TimeContext(now, calendar));
  }

  /**
   * A condition whose window moves as time passes.
   *
   * @param entity the entity whose records it looks at: the slice's, or a linked one
   */
  public record Moving(String entity, TimeCondition condition) {}

  /** The conditions whose windows move as time passes. */
  public List<Moving> movingConditions() {
    return moving(schema(), whole()).toList();
  }

  /** Whether records enter or leave it as time passes. */
  public boolean movesWithTime() {
    return moving(schema(), whole()).findAny().isPresent();
  }

  private static Stream<Moving> moving(FilterSchema schema, Filter part) {
    return switch (part) {
      case AndFilter(List<Filter> parts) -> parts.stream().flatMap(p -> moving(schema, p));
      case OrFilter(List<Filter> parts) -> parts.stream().flatMap(p -> moving(schema, p));
      case LinkFilter(Link link) ->
          Stream.ofNullable(link.filter()).flatMap(p -> moving(schema.at(link.entity()), p));
      case Condition condition ->
          condition.operator().dependsOnTime()
              ? Stream.of(TimeCondition.of(schema, condition))
                  .filter(TimeCondition::moves)
                  .map(moving -> new Moving(schema.entity(), moving))
              : Stream.empty();
    };
  }

  /**
   * Where its rows come from: the records as {@code r}, as {@code h} what is shared, as {@code w}
   * who holds them, and the linked records.
   *
   * @param records the table of the records: {@code record}, or some rows of it in another one
   */
  public SqlFragment source(String records, Instant now, EdgeTable edges) {
    SqlFragment joins = new LinkedRows(linkedRows(), schema(), at(now), edges).joins(extraKeys);
    return new SqlFragment(
        records
            + " r"
            + (held == null ? "" : HELD.formatted(held.table()))
            + (shared ? SHARED : "")
            + joins.text(),
        joins.parameters());
  }

  /** Whether the source may have a record more than once with the same keys. */
  public boolean repeats() {
    return linked != null;
  }

  private List<LinkedRow> linkedRows() {
    return linked == null ? List.of() : linked;
  }

  /** The further keys of a row {@code r}, as an array of UUIDs. */
  public SqlFragment extraKeyValues() {
    List<String> elements = new ArrayList<>();
    List<Object> names = new ArrayList<>();
    for (String name : extraKeys) {
      if (name.indexOf('.') >= 0) {
        elements.add(LinkedRows.column(extraKeys, name));
      } else {
        elements.add(LOOKUP);
        names.add(name);
        names.add(name);
      }
    }
    if (held != null) {
      elements.add("w.user_id");
    }
    if (shared) {
      elements.add("h.principal_id");
    }
    return new SqlFragment("ARRAY[" + String.join(", ", elements) + "]::uuid[]", names);
  }
}
