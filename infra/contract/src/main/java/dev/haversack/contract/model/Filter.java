package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * A filter with FetchXML semantics, as a tree. Which of the four it is shows from its properties.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
@JsonSubTypes({
  @JsonSubTypes.Type(AndFilter.class),
  @JsonSubTypes.Type(OrFilter.class),
  @JsonSubTypes.Type(LinkFilter.class),
  @JsonSubTypes.Type(Condition.class)
})
public sealed interface Filter permits AndFilter, OrFilter, LinkFilter, Condition {}
