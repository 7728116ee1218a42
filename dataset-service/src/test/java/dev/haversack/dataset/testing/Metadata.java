package dev.haversack.dataset.testing;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Choice;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.OfflineSettings;
import dev.haversack.contract.model.Ownership;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Entities for tests. */
public final class Metadata {

  private Metadata() {}

  public static List<EntityMetadata> all() {
    return List.of(
        entity(
            "account",
            Ownership.USER,
            null,
            text("telephone1", 50),
            lookup("parentaccountid", "account"),
            money("revenue")),
        entity("contact", Ownership.USER, null),
        entity(
            "opportunity",
            Ownership.USER,
            null,
            money("estimatedvalue"),
            number("closeprobability", 0, 100),
            plain("estimatedclosedate", AttributeType.DATE),
            plain("pickupdue", AttributeType.DATETIME),
            plain("confirminterest", AttributeType.BOOLEAN),
            choices(
                "channels",
                AttributeType.MULTICHOICE,
                new Choice(1, "Web", null),
                new Choice(2, "Phone", null),
                new Choice(3, "Shop", null)),
            text("description", 2000),
            lookup("accountid", "account"),
            cascading("customerid", "account", "contact")),
        entity("ticket", Ownership.USER, ConflictDetection.RECORD, text("description", 2000)),
        entity("draft", Ownership.USER, ConflictDetection.OFF, text("description", 2000)),
        entity("product", Ownership.ORGANIZATION, null),
        directory("systemuser"),
        directory("team"),
        directory("businessunit"));
  }

  private static EntityMetadata entity(
      String name, Ownership ownership, ConflictDetection detection, Attribute... more) {
    List<Attribute> attributes = new ArrayList<>(List.of(more));
    attributes.add(
        new Attribute(
            "name", "Name", AttributeType.STRING, true, false, 100, null, null, null, null));
    attributes.add(kept("createdon", AttributeType.DATETIME));
    attributes.add(kept("modifiedon", AttributeType.DATETIME));
    attributes.add(keptLookup("createdby", "systemuser"));
    attributes.add(keptLookup("modifiedby", "systemuser"));
    attributes.add(
        choices(
            "statecode",
            AttributeType.STATE,
            new Choice(0, "Open", null),
            new Choice(1, "Won", null),
            new Choice(5, "Archived", null)));
    attributes.add(
        choices(
            "statuscode",
            AttributeType.STATUS,
            new Choice(1, "In progress", 0),
            new Choice(2, "On hold", 0),
            new Choice(3, "Won", 1),
            new Choice(9, "Archived", 5)));
    if (ownership == Ownership.USER) {
      attributes.add(
          new Attribute(
              "ownerid",
              "Owner",
              AttributeType.OWNER,
              true,
              false,
              null,
              null,
              null,
              null,
              targets("systemuser", "team")));
      attributes.add(keptLookup("owningbusinessunit", "businessunit"));
    }
    return new EntityMetadata(
        name,
        name,
        false,
        ownership,
        "name",
        false,
        attributes,
        new OfflineSettings(true, new AndFilter(List.of()), detection));
  }

  private static EntityMetadata directory(String name) {
    return new EntityMetadata(
        name,
        name,
        false,
        Ownership.BUSINESS,
        "name",
        true,
        List.of(kept("name", AttributeType.STRING), kept("fullname", AttributeType.STRING)),
        new OfflineSettings(true, new AndFilter(List.of()), null));
  }

  private static Attribute text(String name, int longest) {
    return new Attribute(
        name, name, AttributeType.STRING, false, false, longest, null, null, null, null);
  }

  private static Attribute plain(String name, AttributeType type) {
    return new Attribute(name, name, type, false, false, null, null, null, null, null);
  }

  private static Attribute money(String name) {
    return new Attribute(
        name,
        name,
        AttributeType.MONEY,
        false,
        false,
        null,
        BigDecimal.ZERO,
        new BigDecimal("1000000000"),
        null,
        null);
  }

  private static Attribute number(String name, int least, int greatest) {
    return new Attribute(
        name,
        name,
        AttributeType.INTEGER,
        false,
        false,
        null,
        BigDecimal.valueOf(least),
        BigDecimal.valueOf(greatest),
        null,
        null);
  }

  private static Attribute lookup(String name, String... entities) {
    return new Attribute(
        name, name, AttributeType.LOOKUP, false, false, null, null, null, null, targets(entities));
  }

  /** Records inherit shares along it. */
  private static Attribute cascading(String name, String... entities) {
    return lookup(name, entities)
        .withTargets(
            Stream.of(entities).map(e -> new LookupTarget(e, "to_" + e, false, true)).toList());
  }

  private static Attribute kept(String name, AttributeType type) {
    return new Attribute(name, name, type, true, true, null, null, null, null, null);
  }

  private static Attribute keptLookup(String name, String entity) {
    return new Attribute(
        name, name, AttributeType.LOOKUP, true, true, null, null, null, null, targets(entity));
  }

  private static Attribute choices(String name, AttributeType type, Choice... choices) {
    return new Attribute(name, name, type, false, false, null, null, null, List.of(choices), null);
  }

  private static List<LookupTarget> targets(String... entities) {
    return Stream.of(entities).map(e -> new LookupTarget(e, "to_" + e)).toList();
  }
}
