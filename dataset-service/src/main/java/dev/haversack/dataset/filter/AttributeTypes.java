package dev.haversack.dataset.filter;

import dev.haversack.contract.model.AttributeType;
import org.jspecify.annotations.Nullable;

/** The types of an entity's attributes: all that a filter needs to know of the entity. */
@FunctionalInterface
public interface AttributeTypes {

  /** The type of this attribute, or null when there is no such attribute. */
  @Nullable AttributeType typeOf(String attribute);
}
