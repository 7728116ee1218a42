package dev.haversack.quickstart.data;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.NewRecord;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.UUID;

/** Builds the attributes of a record; what has no value is left out. */
final class Values {

  private final ObjectNode node = JsonNodeFactory.instance.objectNode();

  Values text(String attribute, String value) {
    node.put(attribute, value);
    return this;
  }

  Values text(String attribute, Optional<?> value) {
    value.ifPresent(there -> node.put(attribute, there.toString()));
    return this;
  }

  Values number(String attribute, int value) {
    node.put(attribute, value);
    return this;
  }

  Values integer(String attribute, Optional<Integer> value) {
    value.ifPresent(there -> node.put(attribute, there));
    return this;
  }

  Values amount(String attribute, Optional<BigDecimal> value) {
    value.ifPresent(there -> node.put(attribute, there));
    return this;
  }

  Values lookup(String attribute, UUID value) {
    node.put(attribute, value.toString());
    return this;
  }

  Values lookup(String attribute, Optional<UUID> value) {
    value.ifPresent(there -> lookup(attribute, there));
    return this;
  }

  Values owner(UUID user) {
    return lookup("ownerid", user).text("owneridtype", "systemuser");
  }

  Values teamOwner(UUID team) {
    return lookup("ownerid", team).text("owneridtype", "team");
  }

  /** State and status, which belong together. */
  Values state(int state, int status) {
    return number("statecode", state).number("statuscode", status);
  }

  NewRecord record(UUID id) {
    return new NewRecord(id, node);
  }
}
