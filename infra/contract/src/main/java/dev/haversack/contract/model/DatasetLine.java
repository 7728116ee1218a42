package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One line of a snapshot or delta; {@code type} tells which. */
@JsonTypeInfo(
    use = JsonTypeInfo.Id.NAME,
    include = JsonTypeInfo.As.EXISTING_PROPERTY,
    property = "type",
    visible = true)
@JsonSubTypes({
  @JsonSubTypes.Type(value = DatasetStart.class, name = "start"),
  @JsonSubTypes.Type(value = DatasetPut.class, name = "put"),
  @JsonSubTypes.Type(value = DatasetRemove.class, name = "remove"),
  @JsonSubTypes.Type(value = DatasetEnd.class, name = "end")
})
public sealed interface DatasetLine permits DatasetStart, DatasetPut, DatasetRemove, DatasetEnd {}
