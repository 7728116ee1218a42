package dev.haversack.dataset.commands;

import java.util.List;

/** What a device may say about an opportunity that a command makes; section 5.2 of the facts. */
final class OpportunityMaker {

  private static final String CURRENCY = "transactioncurrencyid";
  private static final String CAMPAIGN = "campaignid";

  static final List<Parameter> PARAMETERS =
      List.of(
          Parameter.reference(CURRENCY, "transactioncurrency"),
          Parameter.reference(CAMPAIGN, "campaign"));

  private OpportunityMaker() {}

  /** Sets what the parameters say, or else what the record that it comes from does. */
  static void add(Sheet opportunity, CommandCall call) {
    for (Parameter parameter : PARAMETERS) {
      String name = parameter.name();
      opportunity.put(name, call.parameter(name)).copyMissing(name, call.value(name));
    }
  }
}
