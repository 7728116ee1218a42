package dev.haversack.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.deser.std.NumberDeserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ValueNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.datatype.jsr310.deser.InstantDeserializer;
import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import io.quarkus.jackson.ObjectMapperCustomizer;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Refuses values that JSON allows and that nothing behind it can store or read again: texts with
 * U+0000 or half a surrogate pair, and numbers of a few characters, as {@code 1e-2000}, that the
 * database would write out with thousands of digits. And whatever readers of JSON use to let pass,
 * one guessing otherwise than the next: names that are there twice, texts for numbers, numbers for
 * texts or moments, something behind the document.
 */
@Singleton
public class StorableValues implements ObjectMapperCustomizer {

  /** Digits before and behind the point that a database column and every reader of JSON take. */
  private static final int MOST_DIGITS = 400;

  /** What 64-bit floating point can hold at all has fewer; the services refuse the rest by name. */
  private static final int MOST_INTEGER_DIGITS = 1000;

  /** After the modules that Quarkus adds, whose way to read moments would win otherwise. */
  @Override
  public int priority() {
    return MINIMUM_PRIORITY;
  }

  @Override
  public void customize(ObjectMapper mapper) {
    mapper.setNodeFactory(new Nodes());
    // A whole number is neither a text nor a fraction, a text nothing else, and a body is one
    // document.
    mapper.enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    mapper.disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT);
    // Of two values of one name, one would be lost without a word.
    mapper.getFactory().enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    // Nor is a number a truth value, or the place of a word in a list of words.
    mapper.enable(DeserializationFeature.FAIL_ON_NUMBERS_FOR_ENUMS);
    mapper
        .coercionConfigFor(LogicalType.Boolean)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    mapper
        .coercionConfigFor(LogicalType.Integer)
        .setCoercion(CoercionInputShape.String, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.EmptyString, CoercionAction.Fail);
    mapper
        .coercionConfigFor(LogicalType.Textual)
        .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
        .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
    mapper.registerModule(
        new SimpleModule("storable-values")
            .addDeserializer(String.class, new Texts())
            .addDeserializer(BigDecimal.class, new Numbers())
            .addDeserializer(Instant.class, new Moments()));
  }

  private static void check(BigDecimal number, String field) {
    if (number.scale() > MOST_DIGITS
        || number.precision() > MOST_DIGITS
        || (long) number.precision() - number.scale() > MOST_INTEGER_DIGITS) {
      throw refused(field, "A number has more than " + MOST_DIGITS + " digits.");
    }
  }

  private static void check(String text, String field) {
    String fault = fault(text);
    if (fault != null) {
      throw refused(field, fault);
    }
  }

  /**
   * Whether a text holds neither U+0000, which PostgreSQL does not know, nor half a surrogate pair,
   * which UTF-8 does not.
   */
  public static boolean isStorable(String text) {
    return fault(text) == null;
  }

  /** What keeps a text from being stored; null when nothing does. */
  public static @Nullable String fault(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == 0) {
        return "A text holds the character U+0000.";
      }
      if (Character.isHighSurrogate(c)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(c)) {
        return "A text holds half a surrogate pair.";
      }
    }
    return null;
  }

  /**
   * What keeps a value, or the first such thing in it, from being stored; null when nothing does.
   * The names of objects count as well.
   */
  public static @Nullable String fault(JsonNode value) {
    if (value.isTextual()) {
      return fault(value.textValue());
    }
    if (value.isNumber() && !Double.isFinite(value.doubleValue())) {
      return "A number is out of the range of 64-bit floating point.";
    }
    return Stream.concat(
            value.propertyStream().map(field -> fault(field.getKey())),
            value.valueStream().map(StorableValues::fault))
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  private static ProblemException refused(String field, String message) {
    return ProblemException.of(
        ProblemCode.VALIDATION_FAILED,
        message,
        List.of(new FieldError(field, ProblemCode.VALIDATION_FAILED.code(), message)));
  }

  private static String field(JsonParser parser) {
    return parser
        .getParsingContext()
        .pathAsPointer()
        .toString()
        .replaceFirst("^/", "")
        .replace('/', '.');
  }

  private static final class Nodes extends JsonNodeFactory {

    private static final long serialVersionUID = 1;

    @Override
    public ValueNode numberNode(BigDecimal value) {
      if (value != null) {
        check(value, "");
      }
      return super.numberNode(value);
    }
  }

  private static final class Texts extends StdScalarDeserializer<String> {

    private static final long serialVersionUID = 1;

    Texts() {
      super(String.class);
    }

    @Override
    public String deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      String text = StringDeserializer.instance.deserialize(parser, context);
      if (text != null) {
        check(text, field(parser));
      }
      return text;
    }
  }

  /** Seconds or milliseconds since when? A moment says so itself. */
  private static final class Moments extends StdScalarDeserializer<Instant> {

    private static final long serialVersionUID = 1;

    private static final Pattern NUMBER = Pattern.compile("[-+0-9.\\s]*");

    Moments() {
      super(Instant.class);
    }

    @Override
    public @Nullable Instant deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        return (Instant) context.handleUnexpectedToken(Instant.class, parser);
      }
      String text = parser.getText();
      return NUMBER.matcher(text).matches()
          ? (Instant) context.handleWeirdStringValue(Instant.class, text, "not a date and time")
          : InstantDeserializer.INSTANT.deserialize(parser, context);
    }
  }

  private static final class Numbers extends StdScalarDeserializer<BigDecimal> {

    private static final long serialVersionUID = 1;

    Numbers() {
      super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      BigDecimal number =
          NumberDeserializers.BigDecimalDeserializer.instance.deserialize(parser, context);
      if (number != null) {
        check(number, field(parser));
      }
      return number;
    }
  }
}
