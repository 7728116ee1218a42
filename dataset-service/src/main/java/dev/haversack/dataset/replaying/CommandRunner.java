package dev.haversack.dataset.replaying;

import dev.haversack.contract.model.ApplyAction;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.dataset.commands.Command;
import dev.haversack.dataset.commands.CommandCall;
import dev.haversack.dataset.commands.CommandEffect;
import dev.haversack.dataset.commands.CommandFacts;
import dev.haversack.dataset.commands.Commands;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.filter.Calendars;
import dev.haversack.dataset.records.CheckedValues;
import dev.haversack.dataset.records.Findings;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordPlanner;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.security.PrivilegeKind;
import dev.haversack.dataset.security.UserRights;
import dev.haversack.platform.problem.ProblemException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Has commands say what they would change, on the state that the actions so far left. */
final class CommandRunner implements CommandFacts {

  private final Commands commands;
  private final OrganizationModel organization;
  private final GroupState state;
  private final UserRights rights;
  private final Instant now;
  private final ZoneId zone;

  CommandRunner(
      Commands commands,
      OrganizationModel organization,
      GroupState state,
      UserRights rights,
      UUID userId,
      Instant now) {
    this.commands = commands;
    this.organization = organization;
    this.state = state;
    this.rights = rights;
    this.now = now.truncatedTo(ChronoUnit.MILLIS);
    this.zone = Calendars.zoneOf(organization, userId);
  }

  /**
   * Refuses parameters that the command does not take, or that name what is not there.
   *
   * @throws ProblemException with all findings
   */
  void checkParameters(EntityModel entity, ApplyAction action, RecordPlanner planner) {
    Command command = commands.find(action.command(), entity);
    CheckedValues checked = commands.read(command.name(), Sent.attributes(action));
    Findings.raise(
        Stream.of(
                checked.findings(),
                planner.unknownReferences(checked),
                Commands.unknownStatus(entity, checked))
            .flatMap(List::stream)
            .toList());
  }

  /**
   * What a command would change, whose parameters are checked.
   *
   * @throws ProblemException when the state of things does not allow it
   */
  CommandEffect effect(EntityModel entity, ApplyAction action, RecordRow present) {
    Command command = commands.find(action.command(), entity);
    CheckedValues parameters = commands.read(command.name(), Sent.attributes(action));
    return command.effect(
        new CommandCall(action.actionId(), entity, present, parameters.values()), this);
  }

  /**
   * Refuses a state that a command leads to.
   *
   * @param present the record; null where it is to be made
   * @throws ProblemException {@code needs-command}
   */
  void checkState(EntityModel entity, ApplyAction action, @Nullable RecordRow present) {
    commands.checkState(
        entity, Sent.attributes(action), present == null ? null : present.attributes());
  }

  @Override
  public Optional<EntityModel> entity(String name) {
    return organization.entity(name);
  }

  @Override
  public OrganizationSettings settings() {
    return organization.settings();
  }

  @Override
  public Optional<RecordRow> record(RecordKey key) {
    return state.look(key);
  }

  @Override
  public boolean mayPointTo(RecordKey key) {
    return state
        .access(key)
        .filter(access -> access.isIn(rights.reach(key.entity(), PrivilegeKind.READ)))
        .filter(access -> access.isIn(rights.reach(key.entity(), PrivilegeKind.APPEND_TO)))
        .isPresent();
  }

  @Override
  public Stream<RecordKey> openBelow(UUID recordId) {
    return state.openBelow(recordId);
  }

  @Override
  public Instant now() {
    return now;
  }

  @Override
  public ZoneId zone() {
    return zone;
  }
}
