package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Which way an association follows its many-to-one relationship. */
public enum AssociationDirection {
  /** From a record to the one that its lookup points to. */
  @JsonProperty("parent")
  PARENT,
  /** From a record to those whose lookup points to it. */
  @JsonProperty("children")
  CHILDREN
}
