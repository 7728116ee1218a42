package dev.haversack.conflict.intake;

import dev.haversack.conflict.errors.DecisionStore;
import dev.haversack.conflict.errors.ErrorStatus;
import dev.haversack.conflict.errors.OutcomeKnown;
import dev.haversack.conflict.errors.StoredError;
import dev.haversack.conflict.errors.SyncErrorStore;
import dev.haversack.conflict.events.EventLog;
import dev.haversack.contract.model.Reports;
import dev.haversack.contract.model.ResolutionOutcome;
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
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Takes in what replay-service reports; every report can come again, and late. */
@ApplicationScoped
class Intake {

  private final SyncErrorStore errors;
  private final DecisionStore decisions;
  private final Event<OutcomeKnown> outcomes;
  private final EventLog log;

  Intake(
      SyncErrorStore errors, DecisionStore decisions, Event<OutcomeKnown> outcomes, EventLog log) {
    this.log = log;
    this.errors = errors;
    this.decisions = decisions;
    this.outcomes = outcomes;
  }

  /** Takes in all reports, or, if one of them cannot be, none. */
  @Transactional
  void take(UUID organizationId, Reports reports) {
    errors.lock(organizationId, ids(reports));
    List<UUID> failed =
        reports.failed().stream()
            .sorted(asTheDatabase(SyncErrorReport::errorId))
            .filter(report -> failed(organizationId, report))
            .map(SyncErrorReport::errorId)
            .toList();
    List<UUID> settled =
        reports.settled().stream()
            .sorted(asTheDatabase(SettledReport::errorId))
            .filter(report -> settled(organizationId, report))
            .map(SettledReport::errorId)
            .toList();
    log.add(organizationId, failed, SyncErrorEventKind.FAILED, null);
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

  /**
   * An attempt failed: makes the error, or opens it again if the attempt is news.
   *
   * @return whether it was
   */
  private boolean failed(UUID organizationId, SyncErrorReport report) {
    if (errors.insert(organizationId, report)) {
      return true;
    }
    ErrorStatus present = lock(organizationId, report.errorId()).status();
    if (present.failed(report.attempt()).equals(present)) {
      return false;
    }
    errors.reopen(organizationId, report);
    if (present instanceof ErrorStatus.Resolving(int _, UUID decision)) {
      decisions.finish(organizationId, decision, ResolutionOutcome.FAILED, report.failedAt(), null);
      outcomes.fire(new OutcomeKnown(decision));
    }
    return true;
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
