package dev.haversack.dataset.slicer;

import dev.haversack.dataset.filter.TimeCondition;
import dev.haversack.dataset.filter.TimeContext;
import dev.haversack.dataset.filter.TimeContext.Calendar;
import dev.haversack.dataset.filter.TimeWindow;
import dev.haversack.dataset.slicer.Moments.Kept;
import dev.haversack.dataset.slices.FilteredSlice;
import dev.haversack.dataset.slices.FilteredSlice.Moving;
import dev.haversack.dataset.slices.SliceStore;
import dev.haversack.dataset.slices.SliceStore.ActiveSlice;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * When slices whose windows move are due, and which records the windows' ends passed over
 * meanwhile: those are all that may have entered or left. Decision 0010.
 */
final class Timetable {

  private static final String SCHEDULE =
      "UPDATE slice SET evaluated_at = ?, due_at = ? WHERE org_id = ? AND slice_id = ?";

  private final Connection connection;
  private final UUID organizationId;
  private final Moments moments;

  Timetable(Connection connection, UUID organizationId) {
    this.connection = connection;
    this.organizationId = organizationId;
    this.moments = new Moments(connection, organizationId);
  }

  /** The attributes whose values a slice holds against passing time. */
  static Set<Kept> kept(FilteredSlice definition) {
    Set<Kept> kept = new HashSet<>();
    definition.movingConditions().forEach(moving -> kept.add(kept(moving)));
    return kept;
  }

  /** The attributes whose values active slices hold against passing time. */
  static Set<Kept> kept(List<ActiveSlice> active, SliceStore slices) {
    return active.stream()
        .filter(ActiveSlice::movesWithTime)
        .flatMap(slice -> kept(slice, slices).stream())
        .collect(Collectors.toSet());
  }

  /** Nothing of a slice that cannot be read: as soon as it is looked at, it is set aside. */
  private static Set<Kept> kept(ActiveSlice slice, SliceStore slices) {
    try {
      return kept(slices.readFiltered(slice));
    } catch (RuntimeException e) {
      return Set.of();
    }
  }

  /**
   * The records, by entity, that a condition may take otherwise at the later of two moments and
   * that did not change.
   */
  Map<String, Set<UUID>> passed(FilteredSlice definition, Instant before, Instant now)
      throws SQLException {
    Map<String, Set<UUID>> found = new HashMap<>();
    Calendar calendar = definition.calendar();
    if (calendar == null) {
      return found;
    }
    for (Moving moving : definition.movingConditions()) {
      TimeCondition condition = moving.condition();
      Kept kept = kept(moving);
      Set<UUID> ofEntity = found.computeIfAbsent(moving.entity(), e -> new HashSet<>());
      TimeWindow old = condition.window(new TimeContext(before, calendar));
      TimeWindow fresh = condition.window(new TimeContext(now, calendar));
      boolean isDay = condition.isDay();
      ofEntity.addAll(passed(kept, from(old, isDay), from(fresh, isDay)));
      ofEntity.addAll(passed(kept, to(old, isDay), to(fresh, isDay)));
    }
    return found;
  }

  /** Notes that a slice is right at a moment, and when it may be wrong next. */
  void schedule(long sliceId, FilteredSlice definition, Instant now) throws SQLException {
    if (!definition.movesWithTime()) {
      return;
    }
    Instant due = due(definition, now);
    try (PreparedStatement statement = connection.prepareStatement(SCHEDULE)) {
      statement.setObject(1, now.atOffset(ZoneOffset.UTC));
      statement.setObject(2, due == null ? null : due.atOffset(ZoneOffset.UTC));
      statement.setObject(3, organizationId);
      statement.setLong(4, sliceId);
      statement.executeUpdate();
    }
  }

  private @Nullable Instant due(FilteredSlice definition, Instant now) throws SQLException {
    Calendar calendar = definition.calendar();
    Instant due = null;
    if (calendar != null) {
      TimeContext time = new TimeContext(now, calendar);
      for (Moving moving : definition.movingConditions()) {
        TimeCondition condition = moving.condition();
        due = earlier(due, condition.nextStep(time));
        if (condition.movesWithEveryMoment()) {
          Optional<Instant> next = moments.next(kept(moving), time.now());
          due = earlier(due, next.map(value -> value.plus(1, ChronoUnit.MICROS)));
        }
      }
    }
    return due;
  }

  private Set<UUID> passed(Kept kept, Instant before, Instant now) throws SQLException {
    return before.isBefore(now) ? new HashSet<>(moments.between(kept, before, now)) : Set.of();
  }

  private static @Nullable Instant earlier(@Nullable Instant known, Optional<Instant> other) {
    return other.filter(o -> known == null || o.isBefore(known)).orElse(known);
  }

  private static Kept kept(Moving moving) {
    return new Kept(moving.entity(), moving.condition().attribute(), moving.condition().isDay());
  }

  private static Instant from(TimeWindow window, boolean isDay) {
    return isDay ? midnight(window.fromDay()) : window.fromMoment();
  }

  private static Instant to(TimeWindow window, boolean isDay) {
    return isDay ? midnight(window.toDay()) : window.toMoment();
  }

  private static Instant midnight(LocalDate day) {
    return day.atStartOfDay(ZoneOffset.UTC).toInstant();
  }
}
