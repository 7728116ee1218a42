package dev.haversack.dataset.replaying;

import static org.hamcrest.Matchers.closeTo;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.CaseClosure;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.dataset.testing.BuiltIn;
import dev.haversack.dataset.testing.RecordCalls;
import dev.haversack.dataset.testing.TestOrganization;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What commands change, on the built-in entities; section 5.2 of the facts. */
@QuarkusTest
class ApplyCommandsTest extends ReplayingFixture {

  private static final String[] ENTITIES = {
    "account",
    "contact",
    "lead",
    "opportunity",
    "opportunityclose",
    "incident",
    "incidentresolution",
    "task",
    "phonecall",
    "appointment",
    "email",
    "fax",
    "letter",
    "product",
    "campaign",
    "competitor",
    "transactioncurrency"
  };

  @BeforeEach
  void builtInEntities() {
    builtIn(ENTITIES);
  }

  @Test
  void qualifyingALeadMakesWhatIdsAreGivenFor() {
    UUID lead = lead();
    UUID account = UUID.randomUUID();
    UUID contact = UUID.randomUUID();
    UUID opportunity = UUID.randomUUID();
    apply(
            command(
                "QualifyLead",
                "lead",
                lead,
                "accountid",
                account.toString(),
                "contactid",
                contact.toString(),
                "opportunityid",
                opportunity.toString()))
        .body("results[0].outcome", equalTo("applied"))
        .body("results[0].alsoChanged.entity", contains("account", "contact", "opportunity"))
        .body("results[0].alsoChanged[0].recordId", equalTo(account.toString()));
    record("lead", lead)
        .body("attributes.statecode", equalTo(1))
        .body("attributes.statuscode", equalTo(3))
        .body("attributes.parentaccountid", equalTo(account.toString()))
        .body("attributes.parentcontactid", equalTo(contact.toString()))
        .body("attributes.qualifyingopportunityid", equalTo(opportunity.toString()));
    record("account", account)
        .body("attributes.name", equalTo("Alpine Outfitters"))
        .body("attributes.address1_city", equalTo("Chur"))
        .body("attributes.originatingleadid", equalTo(lead.toString()))
        .body("attributes.ownerid", equalTo(org.anna.toString()));
    record("contact", contact)
        .body("attributes.lastname", equalTo("Keller"))
        .body("attributes.parentcustomerid", equalTo(account.toString()))
        .body("attributes.parentcustomeridtype", equalTo("account"))
        .body("attributes.originatingleadid", equalTo(lead.toString()));
    record("opportunity", opportunity)
        .body("attributes.name", equalTo("Forty tents"))
        .body("attributes.estimatedvalue", equalTo(9000))
        .body("attributes.customerid", equalTo(account.toString()))
        .body("attributes.parentcontactid", equalTo(contact.toString()))
        .body("attributes.statecode", equalTo(0));
  }

  @Test
  void whatIsSecuredIsNeitherTakenOverNorInTheWay() {
    UUID lead = lead();
    secure("lead", "companyname");
    secure("opportunity", "actualvalue");
    apply(command("QualifyLead", "lead", lead, "accountid", UUID.randomUUID().toString()))
        .body("results[0].failure.code", equalTo("missing-required"));
    UUID opportunity = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 5);
    apply(command("WinOpportunity", "opportunity", opportunity))
        .body("results[0].outcome", equalTo("applied"));
    calls
        .admin()
        .get("/dataset/v1/records/opportunity/" + opportunity)
        .then()
        .body("attributes.actualvalue", nullValue())
        .body("attributes.statecode", equalTo(1));
  }

  private void secure(String entity, String attribute) {
    org.entities.replaceAll(e ->
        e.logicalName().equals(entity)
            ? new EntityMetadata(
                e.logicalName(),
                e.displayName(),
                e.custom(),
                e.ownership(),
                e.primaryNameAttribute(),
                e.directory(),
                e.attributes().stream()
                    .map(a -> a.logicalName().equals(attribute) ? a.withSecured(true) : a)
                    .toList(),
                e.offline())
            : e);
    configuration.apply(org.id, org.page());
  }

  @Test
  void qualifyingWithOnlyAnAccountMakesNothingElse() {
    UUID lead = lead();
    apply(command("QualifyLead", "lead", lead, "accountid", UUID.randomUUID().toString()))
        .body("results[0].alsoChanged", hasSize(1));
    record("lead", lead)
        .body("attributes.statecode", equalTo(1))
        .body("attributes.qualifyingopportunityid", nullValue());
  }

  @Test
  void theOpportunityHasTheCurrencyAndTheCampaignThatAreNamed() {
    role(
        TestOrganization.all("*", Depth.USER),
        TestOrganization.all("transactioncurrency", Depth.ORGANIZATION));
    UUID franc = currency("Swiss franc", "CHF");
    UUID euro = currency("Euro", "EUR");
    UUID fair = calls.create(org.anna, "campaign", "name", "Fair");
    UUID lead = lead("transactioncurrencyid", franc.toString());
    UUID opportunity = UUID.randomUUID();
    apply(
            command(
                "QualifyLead",
                "lead",
                lead,
                "opportunityid",
                opportunity.toString(),
                "transactioncurrencyid",
                euro.toString(),
                "campaignid",
                fair.toString()))
        .body("results[0].outcome", equalTo("applied"));
    record("opportunity", opportunity)
        .body("attributes.transactioncurrencyid", equalTo(euro.toString()))
        .body("attributes.campaignid", equalTo(fair.toString()));
    apply(
            command(
                "QualifyLead",
                "lead",
                lead(),
                "opportunityid",
                UUID.randomUUID().toString(),
                "campaignid",
                UUID.randomUUID().toString()))
        .body("results[0].failure.code", equalTo("unknown-reference"));
  }

  /** Somebody who may not read what the lead points to could do nothing about it. */
  @Test
  void whatTheLeadPointsToIsNotTakenOver() {
    UUID fair = calls.create(org.anna, "campaign", "name", "Fair");
    UUID lead = lead("campaignid", fair.toString());
    apply(onPresent(delete("campaign", fair, null))).body("results[0].outcome", equalTo("applied"));
    UUID opportunity = UUID.randomUUID();
    apply(command("QualifyLead", "lead", lead, "opportunityid", opportunity.toString()))
        .body("results[0].outcome", equalTo("applied"));
    record("opportunity", opportunity).body("attributes.campaignid", nullValue());
  }

  @Test
  void anOwnActivityBecomesAnOpportunityByItsOwnName() {
    org.entities.add(BuiltIn.activity("inspection"));
    configuration.apply(org.id, org.page());
    UUID incident = calls.create(org.anna, "incident", "title", "Broken");
    UUID inspection =
        calls.create(
            org.anna,
            "inspection",
            "subject",
            "Look at it",
            "regardingobjectid",
            incident.toString());
    UUID opportunity = UUID.randomUUID();
    apply(
            command(
                "ConvertActivityToOpportunity",
                "inspection",
                inspection,
                "opportunityid",
                opportunity.toString()))
        .body("results[0].outcome", equalTo("applied"));
    record("opportunity", opportunity).body("attributes.name", equalTo("Look at it"));
    record("inspection", inspection)
        .body("attributes.regardingobjectid", equalTo(incident.toString()));
  }

  private UUID currency(String name, String code) {
    return calls.create(
        org.anna, "transactioncurrency", "currencyname", name, "isocurrencycode", code);
  }

  @Test
  void allRecordsThatMayNotBeMadeAreTold() {
    UUID lead = lead();
    role(
        TestOrganization.all("lead", Depth.USER),
        TestOrganization.read("contact", Depth.USER),
        TestOrganization.read("opportunity", Depth.USER));
    apply(
            command(
                "QualifyLead",
                "lead",
                lead,
                "contactid",
                UUID.randomUUID().toString(),
                "opportunityid",
                UUID.randomUUID().toString()))
        .body("results[0].failure.code", equalTo("privilege-denied"))
        .body(
            "results[0].failure.errors.message",
            contains(containsString("contact"), containsString("opportunity")));
  }

  private void settings(CaseClosure closure) {
    org.settings =
        new OrganizationSettings(
            ConflictDetection.ATTRIBUTE,
            30,
            null,
            null,
            null,
            null,
            null,
            closure,
            null,
            null,
            null,
            null);
    configuration.apply(org.id, org.page());
  }

  @Test
  void aFaxALetterAndAnOwnActivityAreCompletedToo() {
    org.entities.add(BuiltIn.activity("inspection"));
    configuration.apply(org.id, org.page());
    for (String activity : List.of("fax 2", "letter 4", "inspection 2")) {
      String entity = activity.split(" ")[0];
      UUID id = calls.create(org.anna, entity, "subject", "About it");
      apply(command("CompleteActivity", entity, id)).body("results[0].outcome", equalTo("applied"));
      record(entity, id)
          .body("attributes.statecode", equalTo(1))
          .body("attributes.statuscode", equalTo(Integer.valueOf(activity.split(" ")[1])))
          .body("attributes.actualend", notNullValue());
      apply(onPresent(update(entity, id, null, "subject", "Something else")))
          .body("results[0].failure.code", equalTo("not-open"));
    }
    UUID incoming =
        calls.create(org.anna, "letter", "subject", "From them", "directioncode", false);
    apply(command("CompleteActivity", "letter", incoming))
        .body("results[0].outcome", equalTo("applied"));
    record("letter", incoming).body("attributes.statuscode", equalTo(3));
  }

  @Test
  void anOpenOwnActivityKeepsACaseOpen() {
    org.entities.add(BuiltIn.activity("inspection"));
    configuration.apply(org.id, org.page());
    UUID incident = calls.create(org.anna, "incident", "title", "Broken");
    UUID inspection =
        calls.create(
            org.anna,
            "inspection",
            "subject",
            "Look at it",
            "regardingobjectid",
            incident.toString());
    apply(command("CloseIncident", "incident", incident))
        .body("results[0].failure.code", equalTo("open-activities"));
    apply(command("CompleteActivity", "inspection", inspection))
        .body("results[0].outcome", equalTo("applied"));
    apply(command("CloseIncident", "incident", incident))
        .body("results[0].outcome", equalTo("applied"));
  }

  @Test
  void aLostOpportunityNamesTheCompetitor() {
    role(
        TestOrganization.all("*", Depth.USER),
        TestOrganization.all("competitor", Depth.ORGANIZATION));
    UUID opportunity = calls.create(org.anna, "opportunity", "name", "Tents");
    UUID competitor = calls.create(org.anna, "competitor", "name", "Others");
    UUID close = UUID.randomUUID();
    apply(
            command(
                "LoseOpportunity",
                "opportunity",
                opportunity,
                "opportunitycloseid",
                close.toString(),
                "competitorid",
                competitor.toString()))
        .body("results[0].outcome", equalTo("applied"));
    record("opportunityclose", close)
        .body("attributes.competitorid", equalTo(competitor.toString()));
  }

  @Test
  void allThatIsWrongWithParametersIsTold() {
    UUID opportunity = calls.create(org.anna, "opportunity", "name", "Tents");
    apply(
            command(
                "LoseOpportunity",
                "opportunity",
                opportunity,
                "competitorid",
                UUID.randomUUID().toString(),
                "statuscode",
                77,
                "subject",
                "s".repeat(201)))
        .body("results[0].failure.code", equalTo("validation-failed"))
        .body(
            "results[0].failure.errors.code",
            containsInAnyOrder("unknown-reference", "unknown-choice", "too-long"));
  }

  @Test
  void anOpportunityGoesToTheCustomerThatTheLeadHadOrThatIsNamed() {
    UUID customer = calls.create(org.anna, "account", "name", "Old friends");
    UUID known =
        calls.create(
            org.anna,
            "lead",
            "subject",
            "More",
            "lastname",
            "K",
            "parentaccountid",
            customer.toString());
    UUID first = UUID.randomUUID();
    apply(command("QualifyLead", "lead", known, "opportunityid", first.toString()))
        .body("results[0].outcome", equalTo("applied"));
    record("opportunity", first).body("attributes.customerid", equalTo(customer.toString()));
    UUID contact = calls.create(org.anna, "contact", "lastname", "Named");
    UUID second = UUID.randomUUID();
    apply(
            command(
                "QualifyLead",
                "lead",
                lead(),
                "opportunityid",
                second.toString(),
                "customerid",
                contact.toString(),
                "customeridtype",
                "contact"))
        .body("results[0].outcome", equalTo("applied"));
    record("opportunity", second)
        .body("attributes.customerid", equalTo(contact.toString()))
        .body("attributes.customeridtype", equalTo("contact"));
  }

  @Test
  void whatCannotBeQualifiedLeavesNothingBehind() {
    UUID lead = lead();
    UUID account = UUID.randomUUID();
    UUID taken = calls.create(org.anna, "contact", "lastname", "Taken");
    apply(
            command(
                "QualifyLead",
                "lead",
                lead,
                "accountid",
                account.toString(),
                "contactid",
                taken.toString()))
        .body("results[0].failure.type", equalTo("record-already-exists"))
        .body("results[0].failure.errors.field", contains("attributes.contactid"))
        .body("results[0].failure.theirsVersion", nullValue());
    calls.get(org.anna, "account", account).then().statusCode(404);
    record("lead", lead).body("attributes.statecode", equalTo(0));
    UUID nobodys = calls.create(org.anna, "lead", "subject", "X", "lastname", "Y");
    apply(command("QualifyLead", "lead", nobodys, "accountid", account.toString()))
        .body("results[0].failure.code", equalTo("missing-required"))
        .body("results[0].failure.errors[0].field", equalTo("attributes.accountid"));
    apply(
            command("DisqualifyLead", "lead", lead, "statuscode", 6),
            command("QualifyLead", "lead", lead, "accountid", account.toString()))
        .body("results[0].outcome", equalTo("applied"))
        .body("results[1].failure.code", equalTo("not-open"));
    record("lead", lead)
        .body("attributes.statecode", equalTo(2))
        .body("attributes.statuscode", equalTo(6));
    calls.change(org.anna, "lead", lead, "statecode", 0);
    apply(command("DisqualifyLead", "lead", lead)).body("results[0].outcome", equalTo("applied"));
    record("lead", lead).body("attributes.statuscode", equalTo(4));
  }

  @Test
  void aCommandNeedsTheRightsOfEverythingThatItDoes() {
    UUID lead = lead();
    role(
        TestOrganization.all("lead", Depth.USER),
        TestOrganization.all("account", Depth.USER),
        TestOrganization.read("opportunity", Depth.USER));
    UUID account = UUID.randomUUID();
    apply(
            command(
                "QualifyLead",
                "lead",
                lead,
                "accountid",
                account.toString(),
                "opportunityid",
                UUID.randomUUID().toString()))
        .body("results[0].failure.code", equalTo("privilege-denied"));
    calls.get(org.anna, "account", account).then().statusCode(404);
    record("lead", lead).body("attributes.statecode", equalTo(0));
  }

  @Test
  void winningAnOpportunityKeepsHowItEnded() {
    UUID opportunity =
        calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 500);
    UUID close = UUID.randomUUID();
    apply(
            command(
                "WinOpportunity",
                "opportunity",
                opportunity,
                "opportunitycloseid",
                close.toString(),
                "actualend",
                "2026-11-20T23:30:00Z"))
        .body("results[0].outcome", equalTo("applied"));
    record("opportunity", opportunity)
        .body("attributes.statecode", equalTo(1))
        .body("attributes.statuscode", equalTo(3))
        .body("attributes.actualvalue", equalTo(500))
        .body("attributes.actualclosedate", equalTo("2026-11-20"));
    record("opportunityclose", close)
        .body("attributes.opportunityid", equalTo(opportunity.toString()))
        .body("attributes.subject", equalTo("Tents"))
        .body("attributes.actualrevenue", equalTo(500))
        .body("attributes.actualend", startsWith("2026-11-20T23:30:00"))
        .body("attributes.statecode", equalTo(1))
        .body("attributes.statuscode", equalTo(2));
    apply(command("LoseOpportunity", "opportunity", opportunity))
        .body("results[0].failure.code", equalTo("not-open"));
  }

  @Test
  void losingAnOpportunityTakesAReason() {
    UUID opportunity =
        calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 500);
    apply(
            command(
                "LoseOpportunity",
                "opportunity",
                opportunity,
                "statuscode",
                5,
                "subject",
                "Too dear"))
        .body("results[0].alsoChanged[0].entity", equalTo("opportunityclose"));
    record("opportunity", opportunity)
        .body("attributes.statecode", equalTo(2))
        .body("attributes.statuscode", equalTo(5))
        .body("attributes.actualvalue", nullValue())
        .body("attributes.actualclosedate", notNullValue());
    UUID other = calls.create(org.anna, "opportunity", "name", "Ropes");
    apply(command("LoseOpportunity", "opportunity", other, "statuscode", 3))
        .body("results[0].failure.code", equalTo("invalid-state"));
    record("opportunity", other).body("attributes.statecode", equalTo(0));
  }

  @Test
  void aCaseIsResolvedOnceItsActivitiesAreDone() {
    UUID incident = calls.create(org.anna, "incident", "title", "Zip broken");
    UUID task = task(incident);
    UUID call =
        calls.create(
            org.anna,
            "phonecall",
            "subject",
            "Ring",
            "directioncode",
            false,
            "regardingobjectid",
            incident.toString());
    apply(command("CloseIncident", "incident", incident))
        .body("results[0].failure.code", equalTo("open-activities"))
        .body("results[0].failure.publishedCode", equalTo("0x8004440a"))
        .body("results[0].failure.message", containsString(": 2."));
    UUID resolution = UUID.randomUUID();
    apply(
            command("CompleteActivity", "task", task),
            command("CompleteActivity", "phonecall", call, "actualend", "2026-11-20T10:00:00Z"),
            command(
                "CloseIncident",
                "incident",
                incident,
                "incidentresolutionid",
                resolution.toString(),
                "timespent",
                25))
        .body("results.outcome", contains("applied", "applied", "applied"));
    record("task", task)
        .body("attributes.statecode", equalTo(1))
        .body("attributes.statuscode", equalTo(5))
        .body("attributes.percentcomplete", equalTo(100))
        .body("attributes.actualend", notNullValue());
    record("phonecall", call)
        .body("attributes.statuscode", equalTo(4))
        .body("attributes.actualend", startsWith("2026-11-20T10:00:00"));
    record("incident", incident)
        .body("attributes.statecode", equalTo(1))
        .body("attributes.statuscode", equalTo(5));
    record("incidentresolution", resolution)
        .body("attributes.incidentid", equalTo(incident.toString()))
        .body("attributes.subject", equalTo("Zip broken"))
        .body("attributes.timespent", equalTo(25))
        .body("attributes.totaltimespent", equalTo(25));
    apply(command("CloseIncident", "incident", incident))
        .body("results[0].failure.code", equalTo("incident-closed"))
        .body("results[0].failure.publishedCode", equalTo("0x80044411"));
  }

  @Test
  void activitiesOfTheSameQueueCountAsTheyAreBefore() {
    UUID incident = calls.create(org.anna, "incident", "title", "Zip broken");
    UUID task = UUID.randomUUID();
    apply(
            create("task", task, "subject", "Look", "regardingobjectid", incident.toString()),
            command("CloseIncident", "incident", incident))
        .body("results[1].failure.code", equalTo("open-activities"));
    UUID elsewhere = calls.create(org.anna, "account", "name", "Elsewhere");
    apply(
            onPresent(update("task", task, null, "regardingobjectid", elsewhere.toString())),
            command("CloseIncident", "incident", incident))
        .body("results.outcome", contains("applied", "applied"));
    assertEquals(1, count("SELECT count(*) FROM open_child WHERE org_id = ?"));
    apply(onPresent(delete("task", task, null))).body("results[0].outcome", equalTo("applied"));
    assertEquals(0, count("SELECT count(*) FROM open_child WHERE org_id = ?"));
  }

  @Test
  void openChildCasesBlockWhereTheOrganizationSaysSo() {
    UUID above = calls.create(org.anna, "incident", "title", "Above");
    UUID below =
        calls.create(org.anna, "incident", "title", "Below", "parentcaseid", above.toString());
    settings(CaseClosure.CHILDREN_FIRST);
    apply(command("CloseIncident", "incident", above))
        .body("results[0].failure.code", equalTo("open-child-cases"))
        .body("results[0].failure.publishedCode", equalTo("0x8004F456"));
    settings(CaseClosure.ANY_TIME);
    apply(command("CloseIncident", "incident", above))
        .body("results[0].outcome", equalTo("applied"));
    record("incident", below).body("attributes.statecode", equalTo(0));
  }

  @Test
  void aCompletedActivityIsReadOnlyUntilItIsOpenedAgain() {
    UUID task = task(calls.create(org.anna, "account", "name", "X"));
    apply(
            command("CompleteActivity", "task", task),
            update("task", task, null, "description", "Too late"))
        .body("results[0].outcome", equalTo("applied"))
        .body("results[1].failure.code", equalTo("not-open"));
    apply(command("CompleteActivity", "task", task))
        .body("results[0].failure.code", equalTo("not-open"));
    calls
        .badAs(org.anna)
        .contentType("application/json")
        .body(Map.of("attributes", Map.of("description", "Too late")))
        .patch("/dataset/v1/records/task/" + task)
        .then()
        .statusCode(422)
        .body("code", equalTo("not-open"));
    apply(onPresent(update("task", task, null, "statecode", 0, "description", "Again")))
        .body("results[0].outcome", equalTo("applied"));
  }

  @Test
  void everyActivityHasItsOwnWayToBeComplete() {
    UUID outgoing = calls.create(org.anna, "phonecall", "subject", "A", "directioncode", true);
    UUID appointment = appointment(null);
    UUID email = calls.create(org.anna, "email", "subject", "C");
    apply(
            command("CompleteActivity", "phonecall", outgoing),
            command("CompleteActivity", "appointment", appointment, "statuscode", -1),
            command("CompleteActivity", "email", email, "statuscode", 4))
        .body("results.outcome", contains("applied", "applied", "applied"));
    record("phonecall", outgoing).body("attributes.statuscode", equalTo(2));
    record("appointment", appointment).body("attributes.statuscode", equalTo(3));
    record("email", email).body("attributes.statuscode", equalTo(4));
  }

  @Test
  void anActivityBecomesAnOpportunityOfTheCustomerItRegards() {
    UUID account = calls.create(org.anna, "account", "name", "Alpine Outfitters");
    UUID task = task(account);
    UUID opportunity = UUID.randomUUID();
    apply(
            command(
                "ConvertActivityToOpportunity",
                "task",
                task,
                "opportunityid",
                opportunity.toString(),
                "complete",
                true))
        .body("results[0].outcome", equalTo("applied"));
    record("opportunity", opportunity)
        .body("attributes.name", equalTo("Look"))
        .body("attributes.customerid", equalTo(account.toString()));
    record("task", task)
        .body("attributes.regardingobjectid", equalTo(opportunity.toString()))
        .body("attributes.regardingobjectidtype", equalTo("opportunity"))
        .body("attributes.statecode", equalTo(1));
    apply(command("ConvertActivityToOpportunity", "task", task))
        .body("results[0].failure.code", equalTo("missing-required"))
        .body("results[0].failure.errors[0].field", equalTo("attributes.opportunityid"));
  }

  @Test
  void anAppointmentBecomesACaseAndATaskDoesNot() {
    UUID account = calls.create(org.anna, "account", "name", "Alpine Outfitters");
    UUID incident = UUID.randomUUID();
    apply(
            command(
                "ConvertActivityToCase",
                "appointment",
                appointment(account),
                "incidentid",
                incident.toString(),
                "subject",
                "Tent leaks"))
        .body("results[0].outcome", equalTo("applied"));
    record("incident", incident)
        .body("attributes.title", equalTo("Tent leaks"))
        .body("attributes.customerid", equalTo(account.toString()));
    apply(
            command(
                "ConvertActivityToCase",
                "task",
                task(account),
                "incidentid",
                UUID.randomUUID().toString()))
        .body("results[0].failure.code", equalTo("unknown-command"));
  }

  @Test
  void badParametersAreAllFoundAtOnce() {
    UUID opportunity = calls.create(org.anna, "opportunity", "name", "Tents");
    apply(
            command(
                "WinOpportunity",
                "opportunity",
                opportunity,
                "opportunitycloseid",
                "nonsense",
                "actualrevenue",
                "much",
                "colour",
                "red"))
        .body("results[0].failure.code", equalTo("validation-failed"))
        .body(
            "results[0].failure.errors.field",
            containsInAnyOrder(
                "attributes.opportunitycloseid", "attributes.actualrevenue", "attributes.colour"));
    apply(action("command", "opportunity", opportunity))
        .body("results[0].failure.code", equalTo("missing-required"));
    apply(command("WinOpportunity", "opportunity", UUID.randomUUID()))
        .body("results[0].failure.type", equalTo("record-not-found"));
  }

  @Test
  void aCommandMeetsChangesOfOthers() {
    UUID opportunity = calls.create(org.anna, "opportunity", "name", "Tents", "estimatedvalue", 1);
    long seen = calls.version(org.anna, "opportunity", opportunity);
    calls.change(org.eve, "opportunity", opportunity, "statuscode", 2, "actualvalue", 7);
    Map<String, Object> win = command("WinOpportunity", "opportunity", opportunity);
    win.put("baseVersion", seen);
    apply(win)
        .body("results[0].failure.type", equalTo("conflict"))
        .body("results[0].failure.conflicting", contains("actualvalue"));
    UUID other = calls.create(org.anna, "opportunity", "name", "Ropes", "estimatedvalue", 1);
    seen = calls.version(org.anna, "opportunity", other);
    calls.change(org.eve, "opportunity", other, "statuscode", 2, "description", "Soft");
    Map<String, Object> lose = command("LoseOpportunity", "opportunity", other);
    lose.put("baseVersion", seen);
    apply(lose).body("results[0].outcome", equalTo("merged"));
    record("opportunity", other)
        .body("attributes.description", equalTo("Soft"))
        .body("attributes.statuscode", equalTo(4));
  }

  @Test
  void aRepeatedCommandHasItsEffectOnce() {
    UUID lead = lead();
    Map<String, Object> qualify =
        command("QualifyLead", "lead", lead, "contactid", UUID.randomUUID().toString());
    Object first = apply(qualify).extract().path("results[0]");
    Object second = apply(qualify).extract().path("results[0]");
    assertEquals(first, second);
  }

  @Test
  void whatACommandMadeCanBeEditedNextWithoutAVersion() {
    UUID lead = lead();
    UUID opportunity = UUID.randomUUID();
    apply(
            command("QualifyLead", "lead", lead, "opportunityid", opportunity.toString()),
            update("opportunity", opportunity, null, "estimatedvalue", 12000.5))
        .body("results.outcome", contains("applied", "applied"));
    record("opportunity", opportunity)
        .body("attributes.estimatedvalue.toDouble()", closeTo(12000.5, 0.001));
  }

  private UUID lead(Object... more) {
    Object[] usual = {
      "subject", "Forty tents",
      "firstname", "Urs",
      "lastname", "Keller",
      "companyname", "Alpine Outfitters",
      "address1_city", "Chur",
      "estimatedamount", 9000
    };
    return calls.create(
        org.anna, "lead", Stream.concat(Stream.of(usual), Stream.of(more)).toArray());
  }

  private UUID task(UUID regarding) {
    return calls.create(
        org.anna, "task", "subject", "Look", "regardingobjectid", regarding.toString());
  }

  private UUID appointment(UUID regarding) {
    Map<String, Object> attributes =
        RecordCalls.map(
            "subject",
            "Meet",
            "scheduledstart",
            "2026-11-20T10:00:00Z",
            "scheduledend",
            "2026-11-20T11:00:00Z");
    if (regarding != null) {
      attributes.put("regardingobjectid", regarding.toString());
    }
    return calls.create(
        org.anna,
        "appointment",
        attributes.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue())).toArray());
  }
}
