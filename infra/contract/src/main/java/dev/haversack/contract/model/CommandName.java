package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The commands that can be given offline, by the names of the published messages where there are
 * any; section 5.2 of the facts. Which parameters a command takes, its schema in the contract says;
 * what it does, its definition in dataset-service. Here is what concerns the order of a queue: the
 * records that it makes, under ids that the device chose.
 */
public enum CommandName {
  /** Makes an account, a contact and an opportunity of a lead. */
  QUALIFY_LEAD(
      "QualifyLead",
      Map.of("accountid", "account", "contactid", "contact", "opportunityid", "opportunity")),
  /** Closes a lead that leads nowhere. */
  DISQUALIFY_LEAD("DisqualifyLead", Map.of()),
  /** Closes an opportunity as won. */
  WIN_OPPORTUNITY("WinOpportunity", Map.of("opportunitycloseid", "opportunityclose")),
  /** Closes an opportunity as lost. */
  LOSE_OPPORTUNITY("LoseOpportunity", Map.of("opportunitycloseid", "opportunityclose")),
  /** Resolves a case. */
  CLOSE_INCIDENT("CloseIncident", Map.of("incidentresolutionid", "incidentresolution")),
  /** Marks an activity complete. */
  COMPLETE_ACTIVITY("CompleteActivity", Map.of()),
  /** Makes an opportunity of an activity. */
  CONVERT_ACTIVITY_TO_OPPORTUNITY(
      "ConvertActivityToOpportunity", Map.of("opportunityid", "opportunity")),
  /** Makes a case of an appointment. */
  CONVERT_ACTIVITY_TO_CASE("ConvertActivityToCase", Map.of("incidentid", "incident")),
  /** Moves an instance of a business process flow to its next stage. */
  NEXT_STAGE("NextStage", Map.of()),
  /** Moves an instance of a business process flow back to the stage before. */
  PREVIOUS_STAGE("PreviousStage", Map.of()),
  /** Moves an instance of a business process flow to a stage that it came through. */
  SET_ACTIVE_STAGE("SetActiveStage", Map.of());

  private final String wireName;
  private final Map<String, String> outputs;

  CommandName(String wireName, Map<String, String> outputs) {
    this.wireName = wireName;
    this.outputs = new TreeMap<>(outputs);
  }

  /**
   * A record that a command makes.
   *
   * @param entity its entity
   * @param recordId its id
   */
  public record Output(String entity, UUID recordId) {}

  /** The command's name in the contract. */
  @JsonValue
  public String wireName() {
    return wireName;
  }

  /** The entity of the record whose id a parameter gives, by the name of the parameter. */
  public Map<String, String> outputs() {
    return outputs;
  }

  /** The records that a call with these parameters makes; what is no id is left out. */
  public List<Output> outputsOf(@Nullable ObjectNode parameters) {
    List<Output> found = new ArrayList<>();
    if (parameters != null) {
      outputs.forEach((parameter, entity) -> {
        UUID id = id(parameters.path(parameter).asText());
        if (id != null) {
          found.add(new Output(entity, id));
        }
      });
    }
    return found;
  }

  private static @Nullable UUID id(String text) {
    try {
      return UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
