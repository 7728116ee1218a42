package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;

/** How a fiscal year is divided into periods. */
public enum FiscalTemplate {
  /** One period: the year. */
  @JsonProperty("annually")
  ANNUALLY(1),
  /** Two periods of six months. */
  @JsonProperty("semiannually")
  SEMIANNUALLY(2),
  /** Four periods of three months. */
  @JsonProperty("quarterly")
  QUARTERLY(4),
  /** Twelve periods of a month. */
  @JsonProperty("monthly")
  MONTHLY(12),
  /** Thirteen periods of 28 days; the last one goes on to the end of the year. */
  @JsonProperty("four-weeks")
  FOUR_WEEKS(13);

  private final int periods;

  FiscalTemplate(int periods) {
    this.periods = periods;
  }

  /** How many periods a year has. */
  public int periods() {
    return periods;
  }
}
