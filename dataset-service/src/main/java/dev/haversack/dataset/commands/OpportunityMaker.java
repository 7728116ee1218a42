package dev.haversack.dataset.commands;

import dev.haversack.dataset.records.RecordKey;
import java.util.List;
import java.util.Map;

/** What a device may say about an opportunity that a command makes; section 5.2 of the facts. */
final class OpportunityMaker {

  /** The entities of its currency and of the campaign that it comes from. */
  private static final Map<String, String> REFERENCES =
      Map.of("transactioncurrencyid", "transactioncurrency", "campaignid", "campaign");

  static final List<Parameter> PARAMETERS =
      REFERENCES.entrySet().stream()
          .map(reference -> Parameter.reference(reference.getKey(), reference.getValue()))
          .toList();

  private OpportunityMaker() {}

  /**
   * Sets what the parameters say. What the record that it comes from points to is not taken over:
   * the user may not be able to read it, and could do nothing about that.
   */
  static void add(Sheet opportunity, CommandCall call) {
    REFERENCES.forEach((name, entity) ->
        opportunity.lookup(name, call.id(name).map(id -> new RecordKey(entity, id))));
  }
}
