package dev.haversack.dataset.sync;

import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.User;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/** What conditions on the calendar say, by the day that a value is on where the user is. */
final class NaiveCalendar {

  private final World world;
  private final ZoneId zone;

  NaiveCalendar(World world, User user) {
    this.world = world;
    this.zone = ZoneId.of(Objects.requireNonNullElse(user.timeZone(), world.timeZone));
  }

  boolean holds(Condition condition, String value) {
    LocalDateTime at =
        value.length() == 10
            ? LocalDate.parse(value).atStartOfDay()
            : LocalDateTime.ofInstant(Instant.parse(value), zone);
    LocalDateTime now = LocalDateTime.ofInstant(world.now, zone);
    LocalDate day = at.toLocalDate();
    LocalDate today = now.toLocalDate();
    int n = condition.value() == null ? 0 : condition.value().asInt();
    return switch (condition.operator()) {
      case TODAY -> day.equals(today);
      case TOMORROW -> day.equals(today.plusDays(1));
      case THIS_WEEK -> week(day) == week(today);
      case NEXT_MONTH -> month(day) == month(today) + 1;
      case THIS_FISCAL_PERIOD -> month(day) == month(today);
      case ON_OR_BEFORE -> !day.isAfter(LocalDate.parse(condition.value().asText()));
      case LAST_X_DAYS -> ChronoUnit.DAYS.between(day, today) <= n && at.isBefore(now);
      case NEXT_X_DAYS -> ChronoUnit.DAYS.between(today, day) <= n && !at.isBefore(now);
      case OLDERTHAN_X_DAYS -> ChronoUnit.DAYS.between(day, today) > n;
      case LAST_X_HOURS -> quarters(value) >= hour() - 4L * n && isPast(value);
      case NEXT_X_HOURS -> quarters(value) < hour() + 4L * (n + 1) && !isPast(value);
      case OLDERTHAN_X_MINUTES ->
          Instant.parse(value)
              .isBefore(world.now.truncatedTo(ChronoUnit.MINUTES).minusSeconds(60L * n));
      default -> throw new IllegalArgumentException("The oracle does not know " + condition);
    };
  }

  private boolean isPast(String value) {
    return Instant.parse(value).isBefore(world.now);
  }

  private static long quarters(String value) {
    return Math.floorDiv(Instant.parse(value).getEpochSecond(), 900L);
  }

  /** The quarter of an hour in which the present hour began there. */
  private long hour() {
    return quarters(world.now.toString())
        - LocalDateTime.ofInstant(world.now, zone).getMinute() / 15;
  }

  private static long month(LocalDate day) {
    return day.getYear() * 12L + day.getMonthValue();
  }

  /** Weeks that begin on the organization's first day; 1 January 1970 was a Thursday. */
  private long week(LocalDate day) {
    int first = world.weekStart.toJava().getValue();
    return Math.floorDiv(day.toEpochDay() + 3 - (first - 1), 7L);
  }
}
