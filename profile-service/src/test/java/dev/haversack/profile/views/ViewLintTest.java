package dev.haversack.profile.views;

import static dev.haversack.profile.views.TestViews.NAME;
import static dev.haversack.profile.views.TestViews.OF_CONTACT;
import static dev.haversack.profile.views.TestViews.PATH;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;

import dev.haversack.profile.Tenant;
import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Section 6.1 of the facts: views that devices cannot show. */
@QuarkusTest
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
class ViewLintTest {

  private Tenant tenant;
  private TestViews views;

  @BeforeEach
  void organization() {
    tenant = Tenant.created();
    views = new TestViews(tenant);
  }

  @Test
  void theLinterWarnsOfViewsThatDevicesCannotShow() {
    views.put("account", "With contact", NAME + "," + OF_CONTACT);
    views.put("account", "Plain", NAME);
    UUID profile = profile("account");
    findings(profile)
        .body("publishable", equalTo(true))
        .body(
            "findings.findAll { it.code == 'view-needs-offline' }.publishedCode",
            contains("0x80071125"));

    tenant.enable("contact");
    findings(profile)
        .body("publishable", equalTo(true))
        .body("findings.code", hasItem("view-needs-item"))
        .body(
            "findings.find { it.code == 'view-needs-item' }",
            org.hamcrest.Matchers.hasEntry("publishedCode", "0x80071124"))
        .body(
            "findings.findAll { it.code == 'view-needs-item' }.message",
            contains(containsString("\"With contact\"")));

    findings(profile("account", "contact")).body("findings.code", not(hasItem("view-needs-item")));
  }

  @Test
  void lookupsThatAreShownAndLinksOfTheFilterNeedTheirEntitiesToo() {
    views.put("account", "Contact's name", "{'attribute': 'primarycontactid'}");
    views.put("account", "Whose", "{'attribute': 'ownerid'}");
    views.put(
        "account",
        "Contact's unit",
        "{'attribute': 'owningbusinessunit', 'through': 'primarycontactid'}");
    UUID linked = UUID.randomUUID();
    tenant.put(
        PATH + linked,
        TestViews.body(
            linked,
            "account",
            "With deals",
            NAME,
            ", 'filter': {'link': {'type': 'any', 'entity': 'opportunity', 'from': 'customerid', 'to': 'accountid'}}"));
    UUID profile = profile("account");
    List.of("contact", "team", "opportunity", "businessunit").forEach(tenant::enable);

    findings(profile)
        .body(
            "findings.findAll { it.code == 'view-needs-item' }.message.collect { it.split('refers to ')[1] }",
            org.hamcrest.Matchers.containsInAnyOrder(
                "contact, which the profile has no item for.",
                "contact, which the profile has no item for.",
                "businessunit, which the profile has no item for.",
                "systemuser or team, which the profile has no item for.",
                "opportunity, which the profile has no item for."));
  }

  private ValidatableResponse findings(UUID profile) {
    return tenant
        .admin()
        .get("/profile/v1/profiles/" + profile + "/findings")
        .then()
        .statusCode(200);
  }

  private UUID profile(String... entities) {
    for (String entity : entities) {
      tenant.enable(entity);
    }
    String items =
        String.join(
            ",",
            List.of(entities).stream()
                .map(e -> "{\"entity\": \"%s\", \"distribution\": \"all\"}".formatted(e))
                .toList());
    return tenant.profile("[" + items + "]");
  }
}
