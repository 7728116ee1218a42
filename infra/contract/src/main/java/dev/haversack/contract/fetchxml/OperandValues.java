package dev.haversack.contract.fetchxml;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.Operator;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** FetchXML writes all values as text; here they become JSON values of the attribute's type. */
final class OperandValues {

  /** Reads numbers with all their digits, and nothing after them. */
  private static final JsonMapper NUMBERS =
      JsonMapper.builder()
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private OperandValues() {}

  /** The type of an operator's values on an attribute of a type. */
  static AttributeType typeOf(Operator operator, AttributeType attribute) {
    return switch (operator.operands()) {
      case NONE, ONE, LIST, PAIR -> attribute;
      case COUNT, YEAR, PERIOD, PERIOD_AND_YEAR -> AttributeType.INTEGER;
      case DAY -> AttributeType.DATE;
    };
  }

  /** The value, or null when the text is none of this type. */
  static @Nullable JsonNode read(String text, AttributeType type) {
    return switch (type) {
      case STRING, MEMO -> TextNode.valueOf(text);
      case DATETIME, DATE -> TextNode.valueOf(text.strip());
      case LOOKUP, OWNER, UNIQUEIDENTIFIER -> TextNode.valueOf(withoutBraces(text.strip()));
      case INTEGER, BIGINT, DECIMAL, DOUBLE, MONEY, CHOICE, MULTICHOICE, STATE, STATUS ->
          number(text);
      case BOOLEAN ->
          switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "1", "true" -> BooleanNode.TRUE;
            case "0", "false" -> BooleanNode.FALSE;
            default -> null;
          };
    };
  }

  /** What a text of this type looks like. */
  static String expected(AttributeType type) {
    return type == AttributeType.BOOLEAN ? "0, 1, true or false" : "a number";
  }

  private static @Nullable JsonNode number(String text) {
    try {
      JsonNode value = NUMBERS.readTree(text);
      return value.isNumber() ? value : null;
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  private static String withoutBraces(String text) {
    return text.startsWith("{") && text.endsWith("}") ? text.substring(1, text.length() - 1) : text;
  }
}
