package dev.haversack.conflict.intake;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.haversack.conflict.errors.DecisionStore;
import dev.haversack.conflict.errors.ErrorStatus;
import dev.haversack.conflict.errors.FirstFailures;
import dev.haversack.conflict.errors.OutcomeKnown;
import dev.haversack.conflict.errors.StoredError;
import dev.haversack.conflict.errors.SyncErrorStore;
import dev.haversack.conflict.events.EventLog;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.Reports;
import dev.haversack.contract.model.ResolutionOutcome;
import dev.haversack.contract.model.ResolutionRefusal;
import dev.haversack.contract.model.SettledOutcome;
import dev.haversack.contract.model.SettledReport;
import dev.haversack.contract.model.SyncErrorEventKind;
import dev.haversack.contract.model.SyncErrorReport;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Takes in what replay-service reports; every report can come again, and late. */
@ApplicationScoped
class Intake {

  private final SyncErrorStore errors;
  private final FirstFailures firstFailures;
  private final DecisionStore decisions;
  private final Event<OutcomeKnown> outcomes;
  private final EventLog log;

  Intake(
      SyncErrorStore errors,
      FirstFailures firstFailures,
      DecisionStore decisions,
      Event<OutcomeKnown> outcomes,
      EventLog log) {
    this.errors = errors;
    this.firstFailures = firstFailures;
    this.decisions = decisions;
    this.outcomes = outcomes;
    this.log = log;
  }

  /** Takes in all reports, or, if one of them cannot be, none. */
  @Transactional
  void take(UUID organizationId, Reports reports) {
    firstFailures.awaitTurn(organizationId);
    errors.lock(organizationId, ids(reports));
    Map<SyncErrorEventKind, List<UUID>> failed =
        failed(organizationId, reports.failed())
            .collect(groupingBy(News::kind, TreeMap::new, mapping(News::errorId, toList())));
    List<UUID> settled =
        reports.settled().stream()
            .sorted(asTheDatabase(SettledReport::errorId))
            .filter(report -> settled(organizationId, report))
            .map(SettledReport::errorId)
            .toList();
    failed.forEach((kind, ids) -> log.add(organizationId, ids, kind, null));
    log.add(organizationId, settled, SyncErrorEventKind.SETTLED, null);
  }

  /** Whoever locks many does so in one order; Java compares ids as if they had signs. */
  private static <T> Comparator<T> asTheDatabase(Function<T, UUID> id) {
    return Comparator.comparing(report -> id.apply(report).toString());
  }

  private static List<UUID> ids(Reports reports) {
    return Stream.concat(
            reports.failed().stream().map(SyncErrorReport::errorId),
            reports.settled().stream().map(SettledReport::errorId))
        .toList();
  }

  /** What happened to an error. */
  private record News(SyncErrorEventKind kind, UUID errorId) {}

  /** Attempts failed: makes the errors that there are not yet, and opens others again. */
  private Stream<News> failed(UUID organizationId, List<SyncErrorReport> reports) {
    Map<UUID, List<SyncErrorReport>> ofError =
        reports.stream()
            .sorted(asTheDatabase(SyncErrorReport::errorId))
            .collect(groupingBy(SyncErrorReport::errorId, LinkedHashMap::new, toList()));
    Set<UUID> made =
        firstFailures.insert(
            organizationId, ofError.values().stream().map(List::getFirst).toList());
    return ofError.entrySet().stream()
        .flatMap(error ->
            made.contains(error.getKey())
                ? Stream.concat(
                    Stream.of(new News(SyncErrorEventKind.FAILED, error.getKey())),
                    failedLater(
                        organizationId, error.getValue().subList(1, error.getValue().size())))
                : failedLater(organizationId, error.getValue()));
  }

  private Stream<News> failedLater(UUID organizationId, List<SyncErrorReport> reports) {
    return reports.stream().flatMap(report -> failedLater(organizationId, report).stream());
  }

  /** An attempt failed of an error that is known: opens it again; empty if that is no news. */
  private Optional<News> failedLater(UUID organizationId, SyncErrorReport report) {
    ErrorStatus present = lock(organizationId, report.errorId()).status();
    if (present.failed(report.attempt()).equals(present)) {
      return Optional.empty();
    }
    return Optional.of(
        Boolean.TRUE.equals(report.restored())
            ? restored(organizationId, report, present)
            : failedAgain(organizationId, report, present));
  }

  private News failedAgain(UUID organizationId, SyncErrorReport report, ErrorStatus present) {
    errors.reopen(organizationId, report);
    if (present instanceof ErrorStatus.Resolving(int _, UUID decision)) {
      decisions.finish(organizationId, decision, ResolutionOutcome.FAILED, report.failedAt(), null);
      outcomes.fire(new OutcomeKnown(decision));
    }
    return new News(SyncErrorEventKind.FAILED, report.errorId());
  }

  /** Somebody's own rights did not suffice: what there is to decide about is as it was. */
  private News restored(UUID organizationId, SyncErrorReport report, ErrorStatus present) {
    errors.repeat(organizationId, report.errorId(), present.attempt(), report.attempt());
    if (present instanceof ErrorStatus.Resolving(int _, UUID decision)) {
      ApplyFailure failure = report.failure();
      decisions.refuse(
          organizationId,
          decision,
          report.failedAt(),
          new ResolutionRefusal(failure.code(), failure.message()));
      outcomes.fire(new OutcomeKnown(decision));
    }
    return new News(SyncErrorEventKind.REFUSED, report.errorId());
  }

  /**
   * A decision was carried out: settles the error if that is what it waits for.
   *
   * @return whether it was
   */
  private boolean settled(UUID organizationId, SettledReport report) {
    ErrorStatus present = lock(organizationId, report.errorId()).status();
    ErrorStatus settled = present.settled(report.resolutionId());
    if (settled.equals(present)) {
      return false;
    }
    errors.move(organizationId, report.errorId(), settled);
    decisions.finish(
        organizationId,
        report.resolutionId(),
        outcome(report.outcome()),
        report.settledAt(),
        report.version());
    outcomes.fire(new OutcomeKnown(report.resolutionId()));
    return true;
  }

  private StoredError lock(UUID organizationId, UUID id) {
    return errors
        .lock(organizationId, id)
        .orElseThrow(
            () -> ProblemException.of(ProblemCode.NOT_FOUND, "No attempt of " + id + " is known."));
  }

  private static ResolutionOutcome outcome(SettledOutcome outcome) {
    return switch (outcome) {
      case APPLIED -> ResolutionOutcome.APPLIED;
      case MERGED -> ResolutionOutcome.MERGED;
      case DISCARDED -> ResolutionOutcome.DISCARDED;
    };
  }
}
