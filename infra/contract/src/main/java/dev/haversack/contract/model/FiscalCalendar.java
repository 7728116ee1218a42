package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;

/**
 * The fiscal calendar. A fiscal year is named after the calendar year in which it begins.
 *
 * @param startMonth the month in which each fiscal year begins, 1 to 12
 * @param startDay the day of that month on which it begins; one that the month has in every year
 * @param template how the year is divided into periods
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FiscalCalendar(
    @NotNull @Min(1) @Max(12) Integer startMonth,
    @NotNull @Min(1) @Max(31) Integer startDay,
    @NotNull FiscalTemplate template) {

  /** The product's default: quarters of the calendar year. */
  public static final FiscalCalendar DEFAULT = new FiscalCalendar(1, 1, FiscalTemplate.QUARTERLY);
}
