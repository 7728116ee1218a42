package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.DayOfWeek;

/** A day of the week. */
public enum WeekDay {
  /** Sunday. */
  @JsonProperty("sunday")
  SUNDAY,
  /** Monday. */
  @JsonProperty("monday")
  MONDAY,
  /** Tuesday. */
  @JsonProperty("tuesday")
  TUESDAY,
  /** Wednesday. */
  @JsonProperty("wednesday")
  WEDNESDAY,
  /** Thursday. */
  @JsonProperty("thursday")
  THURSDAY,
  /** Friday. */
  @JsonProperty("friday")
  FRIDAY,
  /** Saturday. */
  @JsonProperty("saturday")
  SATURDAY;

  /** The same day in Java. */
  public DayOfWeek toJava() {
    return DayOfWeek.valueOf(name());
  }
}
