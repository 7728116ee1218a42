package dev.haversack.dataset.commands;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.CommandName;
import dev.haversack.contract.model.FieldError;
import dev.haversack.dataset.commands.CommandEffect.NewRecord;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Makes an account, a contact and an opportunity of a lead: those whose ids are given, and where
 * the organization says so always an opportunity, and an account and a contact where the lead has
 * none; section 5.2 of the facts.
 */
@ApplicationScoped
class QualifyLead implements Command {

  private static final int QUALIFIED = 1;
  private static final int USUAL_STATUS = 3;

  private static final String ACCOUNT = "account";
  private static final String CONTACT = "contact";
  private static final String OPPORTUNITY = "opportunity";
  private static final String ORIGIN = "originatingleadid";

  /** What a lead and both an account and a contact call the same. */
  private static final List<String> SHARED =
      List.of(
          "telephone1",
          "emailaddress1",
          "description",
          "address1_line1",
          "address1_line2",
          "address1_city",
          "address1_stateorprovince",
          "address1_postalcode",
          "address1_country");

  private static final List<String> OF_ACCOUNT =
      List.of("websiteurl", "industrycode", "revenue", "numberofemployees");
  private static final List<String> OF_CONTACT =
      List.of("firstname", "lastname", "fullname", "jobtitle", "mobilephone");
  private static final List<String> OF_OPPORTUNITY =
      List.of("budgetamount", "estimatedclosedate", "description");

  @Override
  public CommandName name() {
    return CommandName.QUALIFY_LEAD;
  }

  @Override
  public Set<String> entities() {
    return Set.of("lead");
  }

  @Override
  public Set<Integer> states() {
    return Set.of(QUALIFIED);
  }

  @Override
  public List<Parameter> parameters() {
    List<Parameter> own =
        List.of(
            Parameter.id("accountid", false),
            Parameter.id("contactid", false),
            Parameter.id("opportunityid", false),
            Parameter.reference(Rules.CUSTOMER, ACCOUNT, CONTACT),
            Parameter.status());
    return Stream.concat(own.stream(), OpportunityMaker.PARAMETERS.stream()).toList();
  }

  @Override
  public CommandEffect effect(CommandCall call, CommandFacts facts) {
    Rules.requireOpen(call);
    boolean everything = facts.settings().leadsBecomeEverything();
    boolean hasCompany = call.value("companyname").isPresent();
    Optional<RecordKey> oldAccount = itsOwn(call, facts, "parentaccountid", ACCOUNT);
    Optional<RecordKey> oldContact = itsOwn(call, facts, "parentcontactid", CONTACT);
    Optional<RecordKey> account =
        output(call, "accountid", ACCOUNT, everything && hasCompany && oldAccount.isEmpty());
    Optional<RecordKey> contact =
        output(call, "contactid", CONTACT, everything && oldContact.isEmpty());
    Optional<RecordKey> opportunity = output(call, "opportunityid", OPPORTUNITY, everything);
    Optional<RecordKey> itsAccount = account.or(() -> oldAccount);
    Optional<RecordKey> itsContact = contact.or(() -> oldContact);
    Optional<RecordKey> customer =
        Rules.customer(call)
            .or(() -> account)
            .or(() -> contact)
            .or(() -> oldAccount)
            .or(() -> oldContact);
    List<NewRecord> created = new ArrayList<>();
    account.ifPresent(key -> created.add(account(call, facts, key)));
    contact.ifPresent(key -> created.add(contact(call, facts, key, itsAccount)));
    opportunity.ifPresent(
        key -> created.add(opportunity(call, facts, key, customer, itsAccount, itsContact)));
    Sheet changes =
        new Sheet(call.entity())
            .state(QUALIFIED, call.status(USUAL_STATUS))
            .lookup("parentaccountid", account)
            .lookup("parentcontactid", contact)
            .lookup("qualifyingopportunityid", opportunity);
    return new CommandEffect(changes.values(), created);
  }

  /**
   * What the lead belongs to already. What is deleted, or not for the user to use, he could do
   * nothing about.
   */
  private static Optional<RecordKey> itsOwn(
      CommandCall call, CommandFacts facts, String lookup, String entity) {
    return Rules.pointedTo(call, lookup)
        .filter(key -> key.entity().equals(entity))
        .filter(facts::mayPointTo);
  }

  private static Optional<RecordKey> output(
      CommandCall call, String parameter, String entity, boolean always) {
    Optional<UUID> id = always ? Optional.of(call.idOrOwn(parameter)) : call.id(parameter);
    return id.map(known -> new RecordKey(entity, known));
  }

  private static NewRecord account(CommandCall call, CommandFacts facts, RecordKey key) {
    Optional<JsonNode> company = call.value("companyname");
    if (company.isEmpty()) {
      String message = "The lead has no company name to make an account of.";
      throw ProblemException.of(
          ProblemCode.MISSING_REQUIRED,
          message,
          List.of(
              new FieldError(
                  "attributes.accountid", ProblemCode.MISSING_REQUIRED.code(), message)));
    }
    Sheet sheet = Rules.sheet(facts, ACCOUNT).copy("name", company);
    Stream.concat(SHARED.stream(), OF_ACCOUNT.stream())
        .forEach(name -> sheet.copy(name, call.value(name)));
    return sheet.lookup(ORIGIN, call.target().key()).as(key.id());
  }

  private static NewRecord contact(
      CommandCall call, CommandFacts facts, RecordKey key, Optional<RecordKey> account) {
    Sheet sheet = Rules.sheet(facts, CONTACT);
    Stream.concat(SHARED.stream(), OF_CONTACT.stream())
        .forEach(name -> sheet.copy(name, call.value(name)));
    return sheet
        .lookup("parentcustomerid", account)
        .lookup(ORIGIN, call.target().key())
        .as(key.id());
  }

  private static NewRecord opportunity(
      CommandCall call,
      CommandFacts facts,
      RecordKey key,
      Optional<RecordKey> customer,
      Optional<RecordKey> account,
      Optional<RecordKey> contact) {
    Sheet sheet =
        Rules.sheet(facts, OPPORTUNITY)
            .copy("name", call.value(Rules.SUBJECT))
            .copy("estimatedvalue", call.value("estimatedamount"));
    OF_OPPORTUNITY.forEach(name -> sheet.copy(name, call.value(name)));
    OpportunityMaker.add(sheet, call);
    return sheet
        .lookup(Rules.CUSTOMER, customer)
        .lookup("parentaccountid", account)
        .lookup("parentcontactid", contact)
        .lookup(ORIGIN, call.target().key())
        .as(key.id());
  }
}
