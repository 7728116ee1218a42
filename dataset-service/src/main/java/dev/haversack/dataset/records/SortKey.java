package dev.haversack.dataset.records;

import dev.haversack.contract.model.Attribute;

/**
 * One attribute to order by, as SQL.
 *
 * @param attribute the attribute
 * @param descending whether the greatest comes first
 */
record SortKey(Attribute attribute, boolean descending) {

  /** The value that decides, over a row {@code r}; takes the attribute's name as parameter. */
  String expression() {
    return switch (attribute.type()) {
      case STRING, MEMO -> "lower(r.attributes ->> ?)";
      case DATE, LOOKUP, OWNER, UNIQUEIDENTIFIER, MULTICHOICE -> "(r.attributes ->> ?)";
      case INTEGER, BIGINT, DECIMAL, DOUBLE, MONEY, CHOICE, STATE, STATUS ->
          "(r.attributes ->> ?)::numeric";
      case BOOLEAN -> "(r.attributes ->> ?)::boolean";
      case DATETIME -> "(r.attributes ->> ?)::timestamptz";
    };
  }

  /** The type that a cursor's text is cast back to. */
  String type() {
    return switch (attribute.type()) {
      case STRING, MEMO, DATE, LOOKUP, OWNER, UNIQUEIDENTIFIER, MULTICHOICE -> "text";
      case INTEGER, BIGINT, DECIMAL, DOUBLE, MONEY, CHOICE, STATE, STATUS -> "numeric";
      case BOOLEAN -> "boolean";
      case DATETIME -> "timestamptz";
    };
  }

  /** Nulls are the least, as in Dynamics 365. */
  String direction() {
    return descending ? "DESC NULLS LAST" : "ASC NULLS FIRST";
  }
}
