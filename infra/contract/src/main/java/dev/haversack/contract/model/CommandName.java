package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonProperty;
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
  @JsonProperty("QualifyLead")
  QUALIFY_LEAD(
      Map.of("accountid", "account", "contactid", "contact", "opportunityid", "opportunity")),
  /** Closes a lead that leads nowhere. */
  @JsonProperty("DisqualifyLead")
  DISQUALIFY_LEAD(Map.of()),
  /** Closes an opportunity as won. */
  @JsonProperty("WinOpportunity")
  WIN_OPPORTUNITY(Map.of("opportunitycloseid", "opportunityclose")),
  /** Closes an opportunity as lost. */
  @JsonProperty("LoseOpportunity")
  LOSE_OPPORTUNITY(Map.of("opportunitycloseid", "opportunityclose")),
  /** Resolves a case. */
  @JsonProperty("CloseIncident")
  CLOSE_INCIDENT(Map.of("incidentresolutionid", "incidentresolution")),
  /** Marks an activity complete. */
  @JsonProperty("CompleteActivity")
  COMPLETE_ACTIVITY(Map.of()),
  /** Makes an opportunity of an activity. */
  @JsonProperty("ConvertActivityToOpportunity")
  CONVERT_ACTIVITY_TO_OPPORTUNITY(Map.of("opportunityid", "opportunity")),
  /** Makes a case of an appointment. */
  @JsonProperty("ConvertActivityToCase")
  CONVERT_ACTIVITY_TO_CASE(Map.of("incidentid", "incident")),
  /** Moves an instance of a business process flow to its next stage. */
  @JsonProperty("NextStage")
  NEXT_STAGE(Map.of()),
  /** Moves an instance of a business process flow back to the stage before. */
  @JsonProperty("PreviousStage")
  PREVIOUS_STAGE(Map.of()),
  /** Moves an instance of a business process flow to a stage that it came through. */
  @JsonProperty("SetActiveStage")
  SET_ACTIVE_STAGE(Map.of());

  private final Map<String, String> outputs;

  CommandName(Map<String, String> outputs) {
    this.outputs = new TreeMap<>(outputs);
  }

  /**
   * A record that a command makes.
   *
   * @param entity its entity
   * @param recordId its id
   */
  public record Output(String entity, UUID recordId) {}

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
