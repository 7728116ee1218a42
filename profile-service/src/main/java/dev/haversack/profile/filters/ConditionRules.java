package dev.haversack.profile.filters;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Choice;
import dev.haversack.contract.model.Condition;
import dev.haversack.contract.model.LookupTarget;
import dev.haversack.contract.model.Operator;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The rules that one condition on one known attribute keeps. */
final class ConditionRules {

  private static final int MOST_VALUES = 500;

  private final Condition condition;
  private final Attribute attribute;
  private final String path;
  private final Findings findings;

  ConditionRules(Condition condition, Attribute attribute, String path, Findings findings) {
    this.condition = condition;
    this.attribute = attribute;
    this.path = path;
    this.findings = findings;
  }

  void check(CallerConditions callerConditions) {
    boolean fits = operatorFits();
    if (condition.operator().dependsOnCaller() && callerConditions != CallerConditions.ALLOWED) {
      error(
          "operator",
          FindingCode.CALLER_CONDITION_NOT_ALLOWED,
          callerConditions.refusal() + operator() + ".");
    }
    operands(fits);
  }

  private boolean operatorFits() {
    Operator operator = condition.operator();
    if (attribute.type() == AttributeType.OWNER
        && (operator == Operator.IN || operator == Operator.NOT_IN)) {
      error(
          "operator",
          FindingCode.OWNER_TAKES_ONE_VALUE,
          "A condition on the owner takes one value; use eq, or a condition on the caller.");
      return false;
    }
    if (!OperatorTypes.of(operator).contains(attribute.type())) {
      error(
          "operator",
          FindingCode.OPERATOR_NOT_ALLOWED,
          "%s does not compare %s, which is of type %s."
              .formatted(operator(), attribute.logicalName(), typeName()));
      return false;
    }
    return callerTargetFits(operator);
  }

  private boolean callerTargetFits(Operator operator) {
    Set<String> needed = OperatorTypes.callerTargets(operator);
    Set<String> present =
        Objects.requireNonNullElse(attribute.targets(), List.<LookupTarget>of()).stream()
            .map(LookupTarget::entity)
            .collect(Collectors.toSet());
    if (needed.isEmpty() || needed.stream().anyMatch(present::contains)) {
      return true;
    }
    error(
        "operator",
        FindingCode.OPERATOR_NOT_ALLOWED,
        "%s needs a lookup to %s; %s is none."
            .formatted(
                operator(),
                needed.stream().sorted().collect(Collectors.joining(" or ")),
                attribute.logicalName()));
    return false;
  }

  private void operands(boolean typesMatter) {
    switch (condition.operator().operands()) {
      case NONE -> {
        noValue();
        noValues();
      }
      case ONE -> {
        noValues();
        if (condition.valueOf() == null) {
          one(typesMatter);
        } else {
          noValue();
        }
      }
      case LIST -> {
        noValue();
        list(typesMatter);
      }
      case PAIR -> {
        noValue();
        pair(typesMatter);
      }
      case COUNT, DAY, YEAR, PERIOD, PERIOD_AND_YEAR -> {
        new CalendarOperands(condition, path, findings).check();
      }
    }
  }

  private void one(boolean typesMatter) {
    JsonNode value = condition.value();
    if (value == null || value.isNull()) {
      error("value", FindingCode.OPERAND_NEEDED, operator() + " needs a value.");
    } else if (typesMatter) {
      operand(value, "value");
    }
  }

  private void list(boolean typesMatter) {
    List<JsonNode> values = values();
    if (values.isEmpty()) {
      error("values", FindingCode.OPERAND_NEEDED, operator() + " needs at least one value.");
    } else if (values.size() > MOST_VALUES) {
      error(
          "values",
          FindingCode.TOO_MANY_VALUES,
          operator() + " takes at most " + MOST_VALUES + " values.");
    } else if (typesMatter) {
      each(values);
    }
  }

  private void pair(boolean typesMatter) {
    List<JsonNode> values = values();
    if (values.size() != 2) {
      error(
          "values",
          FindingCode.OPERAND_NEEDED,
          operator() + " needs exactly two values: the lower and the upper bound.");
    } else if (typesMatter) {
      each(values);
    }
  }

  private void each(List<JsonNode> values) {
    for (int i = 0; i < values.size(); i++) {
      operand(values.get(i), "values[" + i + "]");
    }
  }

  private void operand(JsonNode value, String field) {
    if (!OperandTypes.fits(attribute.type(), value)) {
      error(
          field,
          FindingCode.WRONG_TYPE,
          "%s takes %s."
              .formatted(attribute.logicalName(), OperandTypes.expected(attribute.type())));
    } else if (attribute.choices() != null && !isChoice(value.intValue(), attribute.choices())) {
      error(
          field,
          FindingCode.UNKNOWN_CHOICE,
          "%s has no choice %s; there are %s."
              .formatted(
                  attribute.logicalName(),
                  value,
                  attribute.choices().stream()
                      .map(c -> c.value() + " (" + c.label() + ")")
                      .collect(Collectors.joining(", "))));
    }
  }

  private static boolean isChoice(int value, List<Choice> choices) {
    return choices.stream().anyMatch(choice -> choice.value() == value);
  }

  private void noValue() {
    JsonNode value = condition.value();
    if (value != null && !value.isNull()) {
      error("value", FindingCode.OPERAND_NOT_ALLOWED, operator() + " takes no single value.");
    }
  }

  private void noValues() {
    if (!values().isEmpty()) {
      error("values", FindingCode.OPERAND_NOT_ALLOWED, operator() + " takes no list of values.");
    }
  }

  private List<JsonNode> values() {
    @Nullable List<JsonNode> values = condition.values();
    return values == null ? List.of() : values;
  }

  private String operator() {
    return condition.operator().wireName();
  }

  private String typeName() {
    return attribute.type().name().toLowerCase(java.util.Locale.ROOT);
  }

  private void error(String field, FindingCode code, String message) {
    findings.error(path + "." + field, code, message);
  }
}
