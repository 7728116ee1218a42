package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.LeadQualification;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.contract.model.Privilege;
import dev.haversack.dataset.testing.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which records a lead is made into, and which it keeps; section 5.2 of the facts. */
@QuarkusTest
class ApplyQualifyLeadTest extends ReplayingFixture {

  @BeforeEach
  void builtInEntities() {
    builtIn("account", "contact", "lead", "opportunity", "transactioncurrency", "campaign");
  }

  @Test
  void whereTheOrganizationSaysSoALeadBecomesEverything() {
    becomesEverything();
    UUID lead = lead("companyname", "Alpine Outfitters");
    UUID contact = UUID.randomUUID();
    apply(command("QualifyLead", "lead", lead, "contactid", contact.toString()))
        .body("results[0].outcome", equalTo("applied"))
        .body("results[0].alsoChanged.entity", contains("account", "contact", "opportunity"))
        .body("results[0].alsoChanged[1].recordId", equalTo(contact.toString()));
    record("lead", lead)
        .body("attributes.parentaccountid", notNullValue())
        .body("attributes.qualifyingopportunityid", notNullValue());
    apply(command("QualifyLead", "lead", lead()))
        .body("results[0].alsoChanged.entity", contains("contact", "opportunity"));
  }

  @Test
  void whatTheLeadHasIsNotMadeOnceMore() {
    becomesEverything();
    UUID account = calls.create(org.anna, "account", "name", "Alpine Outfitters");
    UUID contact = calls.create(org.anna, "contact", "lastname", "Keller");
    UUID opportunity = UUID.randomUUID();
    UUID lead =
        lead(
            "companyname",
            "Alpine Outfitters",
            "parentaccountid",
            account.toString(),
            "parentcontactid",
            contact.toString());
    apply(command("QualifyLead", "lead", lead, "opportunityid", opportunity.toString()))
        .body("results[0].alsoChanged.entity", contains("opportunity"));
    record("lead", lead)
        .body("attributes.parentaccountid", equalTo(account.toString()))
        .body("attributes.parentcontactid", equalTo(contact.toString()));
    record("opportunity", opportunity)
        .body("attributes.customerid", equalTo(account.toString()))
        .body("attributes.parentcontactid", equalTo(contact.toString()));
  }

  @Test
  void whatIsAskedForIsMadeBesideWhatTheLeadHas() {
    becomesEverything();
    UUID account = calls.create(org.anna, "account", "name", "Alpine Outfitters");
    UUID contact = UUID.randomUUID();
    UUID opportunity = UUID.randomUUID();
    UUID lead = lead("parentaccountid", account.toString());
    apply(
            command(
                "QualifyLead",
                "lead",
                lead,
                "contactid",
                contact.toString(),
                "opportunityid",
                opportunity.toString()))
        .body("results[0].alsoChanged.entity", contains("contact", "opportunity"));
    record("opportunity", opportunity)
        .body("attributes.customerid", equalTo(contact.toString()))
        .body("attributes.customeridtype", equalTo("contact"))
        .body("attributes.parentaccountid", equalTo(account.toString()));
    record("contact", contact).body("attributes.parentcustomerid", equalTo(account.toString()));
  }

  @Test
  void whatWasDeletedMeanwhileIsMadeAnewOrLeftOut() {
    UUID contact = calls.create(org.anna, "contact", "lastname", "Keller");
    UUID first = lead("parentcontactid", contact.toString());
    UUID second = lead("parentcontactid", contact.toString());
    apply(onPresent(delete("contact", contact, null)))
        .body("results[0].outcome", equalTo("applied"));
    UUID opportunity = UUID.randomUUID();
    apply(command("QualifyLead", "lead", first, "opportunityid", opportunity.toString()))
        .body("results[0].outcome", equalTo("applied"));
    record("opportunity", opportunity).body("attributes.parentcontactid", nullValue());
    becomesEverything();
    apply(command("QualifyLead", "lead", second))
        .body("results[0].alsoChanged.entity", contains("contact", "opportunity"));
  }

  @Test
  void whatTheUserMayNotUseIsMadeAnew() {
    UUID contact = calls.create(org.anna, "contact", "lastname", "Keller");
    UUID lead = lead("parentcontactid", contact.toString());
    apply(onPresent(update("contact", contact, null, "ownerid", org.moses.toString())))
        .body("results[0].outcome", equalTo("applied"));
    becomesEverything();
    role(
        Stream.of("lead", "contact", "opportunity")
            .map(entity -> TestOrganization.all(entity, Depth.USER))
            .toArray(Privilege[]::new));
    apply(command("QualifyLead", "lead", lead))
        .body("results[0].outcome", equalTo("applied"))
        .body("results[0].alsoChanged.entity", contains("contact", "opportunity"));
    record("lead", lead).body("attributes.parentcontactid", not(equalTo(contact.toString())));
  }

  @Test
  void allParametersAreNamedWhereOneIsUnknown() {
    apply(command("QualifyLead", "lead", lead(), "customer", "Keller"))
        .body(
            "results[0].failure.errors[0].message",
            containsString("contactid, customerid, customeridtype, opportunityid"));
  }

  private void becomesEverything() {
    org.settings =
        new OrganizationSettings(
            ConflictDetection.ATTRIBUTE,
            30,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            null,
            LeadQualification.EVERYTHING);
    configuration.apply(org.id, org.page());
  }

  private UUID lead(Object... more) {
    Object[] usual = {"subject", "Forty tents", "lastname", "Keller"};
    return calls.create(
        org.anna, "lead", Stream.concat(Stream.of(usual), Stream.of(more)).toArray());
  }
}
