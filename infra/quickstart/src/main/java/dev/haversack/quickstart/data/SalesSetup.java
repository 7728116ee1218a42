package dev.haversack.quickstart.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Operator;
import dev.haversack.contract.model.OrFilter;
import dev.haversack.contract.model.ProcessFlow;
import dev.haversack.contract.model.ProcessStage;
import dev.haversack.contract.model.ProcessStep;
import dev.haversack.contract.model.Profile;
import dev.haversack.contract.model.ProfileItem;
import dev.haversack.quickstart.data.OrganizationData.EntityNeeds;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the organizations of the quick start have in common: attributes for sales, what goes
 * offline, and two profiles.
 */
final class SalesSetup {

  /** The profile of those who sell. */
  static final String AGENTS = "Sales agents";

  /** The profile of those who lead them. */
  static final String MANAGERS = "Sales managers";

  /** The entity whose records say where opportunities are in the sales process. */
  static final String PROCESS = "opportunitysalesprocess";

  private static final Filter EVERYTHING = new AndFilter(List.of());
  private static final Filter ACTIVE = condition("statecode", Operator.EQ, IntNode.valueOf(0));

  private SalesSetup() {}

  /**
   * The entities with the attributes that sales needs, and what of them goes offline: active
   * accounts, contacts and products, open opportunities, and those closed lately, with where they
   * are in the sales process.
   *
   * @param closedSince the first day that counts as lately
   */
  static List<EntityNeeds> entities(LocalDate closedSince) {
    Filter openOrFresh =
        new OrFilter(
            List.of(
                ACTIVE,
                condition(
                    "actualclosedate", Operator.GE, TextNode.valueOf(closedSince.toString()))));
    return List.of(
        new EntityNeeds(
            "account",
            List.of(attribute("crm_yearestablished", "Year established", AttributeType.INTEGER)),
            offline(ACTIVE)),
        new EntityNeeds("contact", List.of(), offline(ACTIVE)),
        new EntityNeeds("product", List.of(text("crm_series", "Series")), offline(ACTIVE)),
        new EntityNeeds(
            "opportunity",
            List.of(
                text("crm_sourceid", "Id in the source"),
                attribute("crm_engagedate", "Engaged on", AttributeType.DATE),
                lookup("crm_productid", "Product", "product", "opportunity_crm_product")),
            offline(openOrFresh)),
        new EntityNeeds(PROCESS, List.of(), offline(ACTIVE), process()),
        new EntityNeeds("systemuser", List.of(), offline(EVERYTHING)));
  }

  private static ProcessFlow process() {
    return new ProcessFlow(
        "opportunity",
        null,
        false,
        List.of(
            stage("Qualify", "estimatedvalue"), stage("Develop", "description"), stage("Close")));
  }

  private static ProcessStage stage(String name, String... required) {
    return new ProcessStage(
        UUID.nameUUIDFromBytes((PROCESS + " " + name).getBytes(StandardCharsets.UTF_8)),
        name,
        null,
        null,
        Stream.of(required).map(attribute -> new ProcessStep(attribute, true)).toList());
  }

  /**
   * What agents take: their own and their teams' opportunities, the accounts of their business unit
   * and the great ones of all, their business unit's contacts, all products and colleagues.
   *
   * @param greatRevenue the yearly revenue from which on an account is great
   */
  static Profile agents(DemoIds ids, BigDecimal greatRevenue) {
    Filter accounts =
        new OrFilter(
            List.of(
                new Condition("owningbusinessunit", Operator.EQ_BUSINESSID, null, null),
                condition("revenue", Operator.GE, DecimalNode.valueOf(greatRevenue))));
    return new Profile(
        ids.of("profile", AGENTS),
        AGENTS,
        "Own opportunities and those of own teams, accounts of the business unit and great ones, products, colleagues",
        List.of(
            new ProfileItem(
                "opportunity", Distribution.ORGANIZATION, true, true, false, null, null),
            new ProfileItem(PROCESS, Distribution.ORGANIZATION, true, true, false, null, null),
            custom("account", accounts),
            new ProfileItem("contact", Distribution.ORGANIZATION, false, false, true, null, null),
            all("product", null),
            all("systemuser", null)),
        null);
  }

  /**
   * What managers take: all opportunities and contacts of their business unit, all accounts,
   * products and colleagues.
   */
  static Profile managers(DemoIds ids) {
    return new Profile(
        ids.of("profile", MANAGERS),
        MANAGERS,
        "Opportunities and contacts of the business unit, all accounts, products, colleagues",
        List.of(
            new ProfileItem(
                "opportunity", Distribution.ORGANIZATION, false, false, true, null, null),
            new ProfileItem(PROCESS, Distribution.ORGANIZATION, false, false, true, null, null),
            all("account", null),
            new ProfileItem("contact", Distribution.ORGANIZATION, false, false, true, null, null),
            all("product", List.of("name", "productnumber", "price", "crm_series")),
            all("systemuser", null)),
        null);
  }

  private static OfflineSettings offline(Filter filter) {
    return new OfflineSettings(true, filter, null);
  }

  private static Condition condition(String attribute, Operator operator, JsonNode value) {
    return new Condition(attribute, operator, value, null);
  }

  private static ProfileItem custom(String entity, Filter filter) {
    return new ProfileItem(entity, Distribution.CUSTOM, false, false, false, filter, null);
  }

  private static ProfileItem all(String entity, @Nullable List<String> columns) {
    return new ProfileItem(entity, Distribution.ALL, false, false, false, null, columns);
  }

  private static Attribute attribute(String name, String displayName, AttributeType type) {
    return new Attribute(name, displayName, type, false, false, null, null, null, null, null);
  }

  private static Attribute text(String name, String displayName) {
    return new Attribute(
        name, displayName, AttributeType.STRING, false, false, 100, null, null, null, null);
  }

  private static Attribute lookup(
      String name, String displayName, String target, String relationship) {
    return new Attribute(
        name,
        displayName,
        AttributeType.LOOKUP,
        false,
        false,
        null,
        null,
        null,
        null,
        List.of(new LookupTarget(target, relationship)));
  }
}
