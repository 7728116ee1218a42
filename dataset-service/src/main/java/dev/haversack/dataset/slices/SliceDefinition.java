package dev.haversack.dataset.slices;

import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Filter;
import dev.haversack.dataset.filter.AttributeTypes;
import dev.haversack.dataset.filter.FilterSql;
import dev.haversack.dataset.filter.SqlFragment;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;

/**
 * What a slice yields. It says all that is needed to maintain the slice: when an attribute changes
 * its type, that makes another slice.
 *
 * @param entity the entity of its records
 * @param filter which of them; canonical, looks at the record only, the organization filter
 *     included
 * @param types the types of the attributes that the filter looks at
 * @param extraKeys the lookups among its keys besides owner and owning business unit
 */
@RegisterForReflection
public record SliceDefinition(
    String entity, Filter filter, SortedMap<String, AttributeType> types, List<String> extraKeys) {

  private static final String LOOKUP =
      "CASE WHEN pg_input_is_valid(r.attributes->>?::text, 'uuid') THEN (r.attributes->>?::text)::uuid END";

  /** The condition on a row {@code r} of the table {@code record}. */
  public SqlFragment condition() {
    AttributeTypes known = types::get;
    return FilterSql.compile(known, filter, null);
  }

  /** The further keys of a row {@code r}, as an array of UUIDs. */
  public SqlFragment extraKeyValues() {
    String elements = extraKeys.stream().map(name -> LOOKUP).collect(Collectors.joining(", "));
    List<Object> names =
        extraKeys.stream().flatMap(name -> List.<Object>of(name, name).stream()).toList();
    return new SqlFragment("ARRAY[" + elements + "]::uuid[]", names);
  }
}
