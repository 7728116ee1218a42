package dev.haversack.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says in the words of the contract what is wrong with JSON; the reader's own name classes. */
final class JsonFaults {

  private static final Pattern ACCEPTED = Pattern.compile("\\[([^\\[\\]]*)]$");

  private static final String DUPLICATE = "Duplicate field ";

  private JsonFaults() {}

  /** What is wrong, and what is allowed. */
  static String message(JacksonException fault) {
    return switch (fault) {
      case UnrecognizedPropertyException unknown ->
          "There is no such field here; there are: " + names(unknown.getKnownPropertyIds()) + ".";
      case InvalidTypeIdException unknown ->
          "The type cannot be told from these fields; see the contract.";
      // What names the constants itself because there are further names for them.
      case ValueInstantiationException wrong
          when wrong.getType().isEnumType()
              && wrong.getCause() instanceof IllegalArgumentException names ->
          String.valueOf(names.getMessage());
      case MismatchedInputException wrong -> "Expected is " + expected(wrong) + ".";
      case InputCoercionException wrong -> "The number is out of range.";
      case StreamConstraintsException tooMuch ->
          "The text nests too deep, or a name or number in it is too long" + at(fault) + ".";
      case JsonParseException twice when twice.getOriginalMessage().startsWith(DUPLICATE) ->
          "The name "
              + twice.getOriginalMessage().substring(DUPLICATE.length())
              + " is there twice"
              + at(fault)
              + ".";
      case JsonParseException broken -> "This is not JSON" + at(fault) + ".";
      case JsonMappingException at when at.getCause() instanceof JacksonException cause ->
          message(cause);
      default -> "The contract says otherwise" + at(fault) + ".";
    };
  }

  private static String names(@Nullable Collection<?> known) {
    return known == null
        ? "none"
        : known.stream().map(String::valueOf).sorted().collect(Collectors.joining(", "));
  }

  private static String expected(MismatchedInputException wrong) {
    Class<?> type = wrong.getTargetType();
    String original = String.valueOf(wrong.getOriginalMessage());
    if (original.startsWith("Trailing token")) {
      return "nothing after the end of the document";
    }
    if (type == null) {
      return "another kind of value";
    }
    if (type.isEnum()) {
      // The names that the contract gives the constants are in the reader's own message only.
      Matcher names = ACCEPTED.matcher(original);
      return names.find()
          ? "one of " + names(List.of(names.group(1).split(", ")))
          : "a text that the contract names";
    }
    return expected(type);
  }

  private static String expected(Class<?> type) {
    if (type == UUID.class) {
      return "a UUID";
    }
    if (type == Instant.class) {
      return "a time like 2026-11-23T10:15:00Z";
    }
    if (type == LocalDate.class) {
      return "a date like 2026-11-23";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true or false";
    }
    if (type == String.class) {
      return "a text";
    }
    if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "a number in its range";
    }
    boolean isList = type.isArray() || Collection.class.isAssignableFrom(type);
    return isList ? "a list" : "an object";
  }

  private static String at(JacksonException fault) {
    JsonLocation place = fault.getLocation();
    return place == null
        ? ""
        : " (line %d, column %d)".formatted(place.getLineNr(), place.getColumnNr());
  }
}
