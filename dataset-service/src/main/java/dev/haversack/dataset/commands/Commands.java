package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.Choice;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.ConflictPolicy;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.records.CheckedValues;
import dev.haversack.dataset.records.Findings;
import dev.haversack.dataset.records.RecordValidator;
import dev.haversack.dataset.records.Values;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The registered commands. */
@ApplicationScoped
public class Commands {

  private final Map<CommandName, Command> byName = new EnumMap<>(CommandName.class);
  private final Map<CommandName, EntityModel> forms = new EnumMap<>(CommandName.class);

  Commands(@All List<Command> commands) {
    for (Command command : commands) {
      byName.put(command.name(), command);
      forms.put(command.name(), form(command));
    }
    for (CommandName name : CommandName.values()) {
      if (!byName.containsKey(name)) {
        throw new IllegalStateException("Nothing says what the command " + name + " does");
      }
    }
  }

  /**
   * The command of this name for records of an entity.
   *
   * @throws ProblemException {@code missing-required} without a name; {@code unknown-command} when
   *     the command is not made for such records
   */
  public Command find(@Nullable CommandName name, EntityModel entity) {
    if (name == null) {
      throw ProblemException.of(
          ProblemCode.MISSING_REQUIRED,
          "The action names no command.",
          List.of(
              new FieldError("command", ProblemCode.MISSING_REQUIRED.code(), "Name the command.")));
    }
    Command command = of(name);
    if (!command.takes(entity)) {
      throw ProblemException.of(
          ProblemCode.UNKNOWN_COMMAND, "The command is for " + command.madeFor() + ".");
    }
    return command;
  }

  /**
   * Refuses a state that a command leads to: what belongs to it would be left out, and what the
   * command asks for would not be asked.
   *
   * @param sent what a device wants to set
   * @param present the record; null where it is to be made
   * @throws ProblemException {@code needs-command}
   */
  public void checkState(EntityModel entity, ObjectNode sent, @Nullable ObjectNode present) {
    // A status alone brings its state along in a new record only.
    OptionalInt state = present == null ? new RecordValidator(entity).stateIn(sent) : stateOf(sent);
    if (state.isEmpty() || present != null && state.equals(stateOf(present))) {
      return;
    }
    byName.values().stream()
        .filter(command -> command.takes(entity) && command.states().contains(state.getAsInt()))
        .map(command -> command.name().wireName())
        .findFirst()
        .ifPresent(name -> Findings.raise(List.of(needsCommand(name))));
  }

  private static OptionalInt stateOf(ObjectNode attributes) {
    JsonNode state = attributes.path(EntityModel.STATE);
    return state.isInt() ? OptionalInt.of(state.intValue()) : OptionalInt.empty();
  }

  private static FieldError needsCommand(String name) {
    return new FieldError(
        "attributes." + EntityModel.STATE,
        ProblemCode.NEEDS_COMMAND.code(),
        "The command " + name + " leads to this state.");
  }

  /** The command of this name. */
  Command of(CommandName name) {
    return Objects.requireNonNull(byName.get(name));
  }

  /** Reads parameters by their types; all findings at once. */
  public CheckedValues read(CommandName name, ObjectNode sent) {
    CheckedValues checked = new RecordValidator(Objects.requireNonNull(forms.get(name))).read(sent);
    checked.findings().replaceAll(finding -> aboutParameters(finding, of(name)));
    // A companion is checked with its lookup, but it is no value of its own there.
    checked.references().stream()
        .map(reference -> reference.attribute() + "type")
        .filter(sent::has)
        .forEach(companion -> checked.values().set(companion, sent.get(companion)));
    of(name).parameters().stream()
        .filter(Parameter::required)
        .filter(parameter -> Values.isAbsent(sent.get(parameter.name())))
        .forEach(parameter ->
            checked
                .findings()
                .add(
                    new FieldError(
                        "attributes." + parameter.name(),
                        ProblemCode.MISSING_REQUIRED.code(),
                        "A value is required.")));
    return checked;
  }

  /**
   * A status reason that the entity does not have is wrong, whatever state the command leads to.
   */
  public static List<FieldError> unknownStatus(EntityModel entity, CheckedValues parameters) {
    JsonNode given = parameters.values().path(EntityModel.STATUS);
    List<Choice> known =
        entity.attribute(EntityModel.STATUS).map(Attribute::choices).orElse(List.of());
    boolean isUnknown =
        given.isInt()
            && given.intValue() != CommandCall.USUAL
            && known.stream().noneMatch(choice -> choice.value() == given.intValue());
    return isUnknown
        ? List.of(
            new FieldError(
                "attributes." + EntityModel.STATUS,
                ProblemCode.UNKNOWN_CHOICE.code(),
                "Allowed are " + known.stream().map(Choice::value).toList() + "."))
        : List.of();
  }

  private static FieldError aboutParameters(FieldError finding, Command command) {
    return finding.code().equals(ProblemCode.UNKNOWN_ATTRIBUTE.code())
        ? new FieldError(
            finding.field(),
            finding.code(),
            "The command has no such parameter; it has: "
                + command.parameters().stream()
                    .flatMap(Parameter::fields)
                    .sorted()
                    .collect(Collectors.joining(", "))
                + ".")
        : finding;
  }

  /** Parameters are read as attributes of an entity that the command stands for. */
  private static EntityModel form(Command command) {
    return new EntityModel(
        new EntityMetadata(
            "command",
            command.name().name(),
            false,
            Ownership.NONE,
            "subject",
            false,
            command.parameters().stream().map(Parameter::attribute).toList(),
            new OfflineSettings(false, null, null)),
        ConflictDetection.OFF,
        ConflictPolicy.MANUAL);
  }
}
