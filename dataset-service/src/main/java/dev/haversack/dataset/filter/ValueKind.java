package dev.haversack.dataset.filter;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.platform.json.StorableValues;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How values of an attribute type are compared. A stored value that is not of its attribute's type
 * counts as no value: it must not stop the evaluation of all other records.
 */
enum ValueKind {
  TEXT("lower((r.attributes->>?::text) COLLATE \"pg_c_utf8\")", 1, "text"),
  NUMBER(
      "(CASE WHEN jsonb_typeof(r.attributes->?::text) = 'number' THEN (r.attributes->>?::text)::numeric END)",
      2,
      "numeric"),
  CHOICES(
      "(CASE WHEN jsonb_typeof(r.attributes->?::text) = 'array' THEN r.attributes->?::text END)",
      2,
      "jsonb"),
  BOOLEAN("((r.attributes->>?::text) COLLATE \"C\")", 1, "text"),
  MOMENT(
      "(CASE WHEN pg_input_is_valid(r.attributes->>?::text, 'timestamptz') THEN (r.attributes->>?::text)::timestamptz END)",
      2,
      "timestamptz"),
  DAY("((r.attributes->>?::text) COLLATE \"C\")", 1, "text"),
  ID("lower((r.attributes->>?::text) COLLATE \"C\")", 1, "text");

  private static final int FIRST_YEAR = 1;
  private static final int LAST_YEAR = 9999;
  private static final int MOST_DIGITS = 1000;

  private final String expression;
  private final int names;
  private final String sqlType;

  ValueKind(String expression, int names, String sqlType) {
    this.expression = expression;
    this.names = names;
    this.sqlType = sqlType;
  }

  static ValueKind of(AttributeType type) {
    return switch (type) {
      case STRING, MEMO -> TEXT;
      case INTEGER, BIGINT, DECIMAL, DOUBLE, MONEY, CHOICE, STATE, STATUS -> NUMBER;
      case MULTICHOICE -> CHOICES;
      case BOOLEAN -> BOOLEAN;
      case DATETIME -> MOMENT;
      case DATE -> DAY;
      case LOOKUP, OWNER, UNIQUEIDENTIFIER -> ID;
    };
  }

  /** SQL for the value of an attribute whose name is to be bound {@link #names()} times. */
  String expression() {
    return expression;
  }

  int names() {
    return names;
  }

  /** The SQL type of operands. */
  String sqlType() {
    return sqlType;
  }

  /** The operand of a condition, ready to be compared; null when it is not of this kind. */
  @Nullable Object operand(JsonNode node) {
    if (!node.isValueNode() || node.isNull()) {
      return null;
    }
    String text = node.asText();
    if (!StorableValues.isStorable(text)) {
      return null;
    }
    try {
      return switch (this) {
        case TEXT -> Folding.fold(text);
        case NUMBER -> number(text);
        case CHOICES -> number(text).toBigIntegerExact().toString();
        case BOOLEAN -> truth(text);
        case MOMENT -> moment(text);
        case DAY -> day(text.length() > 10 ? text.substring(0, 10) : text).toString();
        case ID -> UUID.fromString(text.replaceAll("[{}]", "")).toString();
      };
    } catch (DateTimeException | IllegalArgumentException | ArithmeticException e) {
      return null;
    }
  }

  /** The stored value, ready to be compared; null when there is none of this kind. */
  @Nullable Object stored(@Nullable JsonNode node) {
    if (node == null || node.isNull() || node.isMissingNode()) {
      return null;
    }
    return switch (this) {
      case TEXT -> Folding.fold(node.asText());
      case NUMBER -> node.isNumber() ? node.decimalValue() : null;
      case CHOICES -> node.isArray() ? node : null;
      case BOOLEAN, DAY -> node.asText();
      case MOMENT -> operand(node);
      case ID -> node.asText().toLowerCase(Locale.ROOT);
    };
  }

  int compare(Object left, Object right) {
    return switch (this) {
      case TEXT, BOOLEAN, DAY, ID -> Folding.compare((String) left, (String) right);
      case CHOICES -> throw new IllegalArgumentException("Choices have no order");
      case NUMBER -> ((BigDecimal) left).compareTo((BigDecimal) right);
      case MOMENT -> ((OffsetDateTime) left).compareTo((OffsetDateTime) right);
    };
  }

  /** PostgreSQL holds more digits, but its driver turns such an exponent into another number. */
  private static BigDecimal number(String text) {
    BigDecimal number = new BigDecimal(text.trim());
    if (number.precision() > MOST_DIGITS || Math.abs((long) number.scale()) > MOST_DIGITS) {
      throw new NumberFormatException("Too many digits");
    }
    return number;
  }

  private static @Nullable String truth(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "true", "1" -> "true";
      case "false", "0" -> "false";
      default -> null;
    };
  }

  /** Records hold years of four digits, and PostgreSQL ends long before Java does. */
  private static LocalDate day(String text) {
    LocalDate day = LocalDate.parse(text);
    if (day.getYear() < FIRST_YEAR || day.getYear() > LAST_YEAR) {
      throw new DateTimeException("Years have four digits");
    }
    return day;
  }

  /** PostgreSQL keeps microseconds. */
  private static OffsetDateTime moment(String text) {
    Instant moment =
        text.length() == 10
            ? day(text).atStartOfDay().toInstant(ZoneOffset.UTC)
            : OffsetDateTime.parse(text).toInstant();
    day(LocalDate.ofInstant(moment, ZoneOffset.UTC).toString());
    return moment.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
  }
}
