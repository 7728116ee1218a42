package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a view is shown. */
public enum ViewKind {
  /** In lists. */
  @JsonProperty("public")
  PUBLIC,
  /** As the outcome of a search. */
  @JsonProperty("quick-find")
  QUICK_FIND,
  /** Where a lookup is filled in. */
  @JsonProperty("lookup")
  LOOKUP,
  /** As a list of related records. */
  @JsonProperty("associated")
  ASSOCIATED,
  /** As the outcome of an advanced search. */
  @JsonProperty("advanced-find")
  ADVANCED_FIND
}
