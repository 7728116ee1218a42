package dev.haversack.dataset.replaying;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.ApplyAnswer;
import dev.haversack.contract.model.ApplyRequest;
import dev.haversack.dataset.commands.Commands;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.following.Follows;
import dev.haversack.dataset.records.ConfigurationGate;
import dev.haversack.dataset.records.DeviceProgress;
import dev.haversack.dataset.records.DuplicateRecordException;
import dev.haversack.dataset.records.RecordPlanner;
import dev.haversack.dataset.records.RecordStore;
import dev.haversack.dataset.records.RecordWriter;
import dev.haversack.dataset.records.Targets;
import dev.haversack.dataset.records.UserPermissions;
import dev.haversack.dataset.security.UserRights;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * Applies a group of a device's actions in one transaction, together with the marks that keep them
 * from being applied again.
 */
@ApplicationScoped
public class GroupApplier {

  /** A group that loses against others three times in a row is better sent again by its sender. */
  private static final int MOST_ATTEMPTS = 3;

  private final AppliedActions applied;
  private final GroupLoader loader;
  private final RecordStore store;
  private final RecordWriter writer;
  private final Follows follows;
  private final Commands commands;
  private final ConfigurationGate gate;
  private final Clock clock;
  private final DeviceProgress progress;

  GroupApplier(
      AppliedActions applied,
      GroupLoader loader,
      RecordStore store,
      RecordWriter writer,
      Follows follows,
      Commands commands,
      ConfigurationGate gate,
      DeviceProgress progress,
      Clock clock) {
    this.progress = progress;
    this.applied = applied;
    this.loader = loader;
    this.store = store;
    this.writer = writer;
    this.follows = follows;
    this.commands = commands;
    this.gate = gate;
    this.clock = clock;
  }

  /** Applies; when somebody made one of the records meanwhile, anew. */
  ApplyAnswer apply(UUID organizationId, ApplyRequest request) {
    for (int attempt = 1; ; attempt++) {
      try {
        return gate.write(organizationId, organization -> once(organization, request));
      } catch (DuplicateRecordException e) {
        if (attempt == MOST_ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  private ApplyAnswer once(OrganizationModel organization, ApplyRequest request) {
    UUID organizationId = organization.organizationId();
    AppliedActions.Opened opened =
        applied.open(
            organizationId,
            request.deviceId(),
            request.actions().stream().map(ApplyAction::actionId).toList());
    Attempts attempts = Attempts.of(request.actions(), opened.decided());
    List<ApplyAction> open = attempts.open();
    Instant now = clock.instant();
    GroupLoader.Loaded loaded = loader.load(organization, request.deviceId(), open, now);
    ActionDecider decider = decider(organization, request, now, loaded);
    var run = new GroupRun(decider, loaded.state(), attempts.known(), now);
    ApplyAnswer answer = run.through(attempts.actions());
    writer.write(organization, run.writes(), request.userId(), now);
    follows.change(organizationId, request.userId(), run.followed(), now);
    applied.add(organizationId, request.deviceId(), run.decided(), now);
    progress.advance(
        organizationId,
        request.deviceId(),
        Objects.requireNonNullElse(request.madeBy(), request.userId()),
        request.throughSequence(),
        !run.decided().isEmpty(),
        run.isSettledByOthers() ? 0 : opened.lastChange());
    return answer;
  }

  private ActionDecider decider(
      OrganizationModel organization,
      ApplyRequest request,
      Instant now,
      GroupLoader.Loaded loaded) {
    UUID userId = request.userId();
    UUID maker = Objects.requireNonNullElse(request.madeBy(), userId);
    var rights = new UserRights(organization, userId);
    var planner =
        new RecordPlanner(
            organization,
            new UserPermissions(rights),
            userId,
            now,
            new Targets(organization.directory(), loaded.targets()),
            loaded.state()::openBelow,
            loaded.versions().iterator()::next);
    return new ActionDecider(
        organization,
        planner,
        loaded.state(),
        maker,
        new Failures(organization, List.of(rights, new UserRights(organization, maker))),
        new CommandRunner(commands, organization, loaded.state(), rights, userId, now),
        now);
  }
}
