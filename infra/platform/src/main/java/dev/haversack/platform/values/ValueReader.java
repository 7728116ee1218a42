package dev.haversack.platform.values;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.Choice;
import dev.haversack.platform.json.StorableValues;
import dev.haversack.platform.problem.ProblemCode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value of an attribute's type and brings it into the one form in which it is stored, so
 * that equal values look equal. Messages never repeat the value. dataset-service stores what it
 * reads here; who knows an entity only by its metadata can say before what would be refused.
 */
public final class ValueReader {

  private static final int UUID_LENGTH = 36;
  private static final int MOST_DECIMALS = 10;
  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;

  /** Ranges that Dynamics 365 gives decimals and amounts that say nothing themselves. */
  private static final BigDecimal DECIMAL_BOUND = new BigDecimal("100000000000");

  private static final BigDecimal MONEY_BOUND = new BigDecimal("922337203685477");

  private ValueReader() {}

  /** A value as it is stored, or what is wrong with it. */
  public sealed interface Reading {
    /** Usable. */
    record Good(JsonNode value) implements Reading {}

    /** Not usable. */
    record Bad(ProblemCode code, String message) implements Reading {}
  }

  /** Reads a value that is not null. */
  public static Reading read(Attribute attribute, JsonNode value) {
    return switch (attribute.type()) {
      case STRING, MEMO -> text(attribute, value);
      case INTEGER -> whole(attribute, value, value.canConvertToInt(), 32);
      case BIGINT -> whole(attribute, value, value.canConvertToLong(), 64);
      case DECIMAL -> decimal(attribute, value, DECIMAL_BOUND);
      case MONEY -> decimal(attribute, value, MONEY_BOUND);
      case DOUBLE -> floating(attribute, value);
      case BOOLEAN -> value.isBoolean() ? good(value) : wrong("true or false");
      case CHOICE, STATE, STATUS -> choice(attribute, value);
      case MULTICHOICE -> choices(attribute, value);
      case DATETIME -> moment(value);
      case DATE -> day(value);
      case LOOKUP, OWNER, UNIQUEIDENTIFIER -> id(value);
    };
  }

  /** The UUID in its usual form, or null when the text is none. */
  public static @Nullable UUID uuid(String text) {
    try {
      return text.length() == UUID_LENGTH ? UUID.fromString(text) : null;
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  private static Reading text(Attribute attribute, JsonNode value) {
    if (!value.isTextual()) {
      return wrong("a text");
    }
    String text = value.textValue();
    if (!StorableValues.isStorable(text)) {
      return wrong("a text without NUL and without halves of surrogate pairs");
    }
    Integer longest = attribute.maxLength();
    if (longest != null && text.codePointCount(0, text.length()) > longest) {
      return new Reading.Bad(
          ProblemCode.TOO_LONG, "At most " + longest + " characters are allowed.");
    }
    return good(value);
  }

  private static Reading whole(Attribute attribute, JsonNode value, boolean fits, int bits) {
    if (!value.isIntegralNumber()) {
      return wrong("a whole number of " + bits + " bits");
    }
    return fits
        ? inRange(attribute, value, value.decimalValue(), null)
        : new Reading.Bad(
            ProblemCode.OUT_OF_RANGE, "Whole numbers of " + bits + " bits are allowed.");
  }

  private static Reading decimal(Attribute attribute, JsonNode value, BigDecimal bound) {
    if (!value.isNumber() || isNotFinite(value)) {
      return wrong("a number");
    }
    Reading reading = inRange(attribute, value, value.decimalValue(), bound);
    if (!(reading instanceof Reading.Good)) {
      return reading;
    }
    BigDecimal exact = value.decimalValue().stripTrailingZeros();
    if (exact.scale() > MOST_DECIMALS) {
      return new Reading.Bad(
          ProblemCode.OUT_OF_RANGE, "At most " + MOST_DECIMALS + " decimals are allowed.");
    }
    return good(DecimalNode.valueOf(exact.scale() < 0 ? exact.setScale(0) : exact));
  }

  private static Reading floating(Attribute attribute, JsonNode value) {
    if (!value.isNumber() || isNotFinite(value)) {
      return wrong("a number");
    }
    return inRange(
        attribute,
        JsonNodeFactory.instance.numberNode(value.doubleValue()),
        value.decimalValue(),
        null);
  }

  private static boolean isNotFinite(JsonNode value) {
    return !Double.isFinite(value.doubleValue());
  }

  private static Reading inRange(
      Attribute attribute, JsonNode value, BigDecimal number, @Nullable BigDecimal bound) {
    BigDecimal least = attribute.minimum();
    BigDecimal greatest = attribute.maximum();
    if (bound != null) {
      least = least == null ? bound.negate() : least;
      greatest = greatest == null ? bound : greatest;
    }
    boolean tooSmall = least != null && number.compareTo(least) < 0;
    boolean tooGreat = greatest != null && number.compareTo(greatest) > 0;
    return tooSmall || tooGreat
        ? new Reading.Bad(
            ProblemCode.OUT_OF_RANGE,
            "Allowed is "
                + (least == null ? "" : "at least " + least.toPlainString())
                + (least == null || greatest == null ? "" : " and ")
                + (greatest == null ? "" : "at most " + greatest.toPlainString())
                + ".")
        : good(value);
  }

  private static Reading choice(Attribute attribute, JsonNode value) {
    if (!value.isIntegralNumber() || !value.canConvertToInt()) {
      return wrong("the number of one of the choices");
    }
    List<Choice> choices = attribute.choices() == null ? List.of() : attribute.choices();
    return choices.stream().anyMatch(c -> c.value() == value.intValue())
        ? good(JsonNodeFactory.instance.numberNode(value.intValue()))
        : new Reading.Bad(
            ProblemCode.UNKNOWN_CHOICE,
            "Allowed are " + choices.stream().limit(50).map(Choice::value).toList() + ".");
  }

  /** Each once, in order, so that equal choices look equal. */
  private static Reading choices(Attribute attribute, JsonNode value) {
    if (!value.isArray() || value.isEmpty()) {
      return wrong("a list of at least one number of a choice, or null for none");
    }
    SortedSet<Integer> chosen = new TreeSet<>();
    for (JsonNode each : value) {
      if (!(choice(attribute, each) instanceof Reading.Good)) {
        return choice(attribute, each);
      }
      chosen.add(each.intValue());
    }
    ArrayNode sorted = JsonNodeFactory.instance.arrayNode();
    chosen.forEach(sorted::add);
    return good(sorted);
  }

  private static Reading moment(JsonNode value) {
    try {
      if (value.isTextual()) {
        Instant moment = OffsetDateTime.parse(value.textValue()).toInstant();
        if (hasFourDigitYear(LocalDate.ofInstant(moment, java.time.ZoneOffset.UTC))) {
          return good(TextNode.valueOf(moment.truncatedTo(ChronoUnit.MICROS).toString()));
        }
      }
    } catch (DateTimeException e) {
      // Answered below, like any other text that is no moment.
    }
    return wrong("a moment such as 2026-03-02T08:30:00Z");
  }

  private static Reading day(JsonNode value) {
    try {
      if (value.isTextual()) {
        LocalDate day = LocalDate.parse(value.textValue());
        if (hasFourDigitYear(day)) {
          return good(TextNode.valueOf(day.toString()));
        }
      }
    } catch (DateTimeException e) {
      // Answered below, like any other text that is no day.
    }
    return wrong("a day such as 2026-03-02");
  }

  private static boolean hasFourDigitYear(LocalDate day) {
    return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
  }

  private static Reading id(JsonNode value) {
    UUID id = value.isTextual() ? uuid(value.textValue()) : null;
    return id == null ? wrong("a UUID") : good(TextNode.valueOf(id.toString()));
  }

  private static Reading good(JsonNode value) {
    return new Reading.Good(value);
  }

  private static Reading wrong(String expected) {
    return new Reading.Bad(ProblemCode.WRONG_TYPE, "The value must be " + expected + ".");
  }
}
