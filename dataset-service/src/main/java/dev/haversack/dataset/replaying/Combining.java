package dev.haversack.dataset.replaying;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BigIntegerNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.haversack.contract.model.AttributePolicy;
import dev.haversack.dataset.records.Values;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Makes one value of what an attribute was on the device, what the device made of it, and what it
 * is now. A value that is not there counts as zero, as no choice, or as an empty text.
 */
final class Combining {

  private Combining() {}

  /**
   * The one value; empty when the three cannot be combined, as when a text was rewritten instead of
   * gone on with.
   *
   * @param policy one that combines
   */
  static Optional<JsonNode> combine(
      AttributePolicy policy, @Nullable JsonNode base, JsonNode mine, @Nullable JsonNode present) {
    return switch (policy) {
      case SUM -> sum(base, mine, present);
      case UNION -> Optional.of(union(base, mine, present));
      case APPEND -> append(text(base), text(mine), text(present));
      case MANUAL, SERVER, CLIENT, LATEST, MAX, MIN -> Optional.empty();
    };
  }

  private static Optional<JsonNode> sum(
      @Nullable JsonNode base, JsonNode mine, @Nullable JsonNode present) {
    if (mine.isNull()) {
      // Emptied on the device: there is no difference to add.
      return Optional.empty();
    }
    BigDecimal total = number(present).add(number(mine)).subtract(number(base));
    BigDecimal exact = total.stripTrailingZeros();
    return Optional.of(
        mine.isIntegralNumber() && exact.scale() <= 0
            ? whole(exact.toBigIntegerExact())
            : DecimalNode.valueOf(exact));
  }

  /** In the form in which it would have been read; the attribute may be too small for it. */
  private static JsonNode whole(BigInteger number) {
    if (number.bitLength() < Integer.SIZE) {
      return IntNode.valueOf(number.intValue());
    }
    return number.bitLength() < Long.SIZE
        ? LongNode.valueOf(number.longValue())
        : BigIntegerNode.valueOf(number);
  }

  private static JsonNode union(
      @Nullable JsonNode base, JsonNode mine, @Nullable JsonNode present) {
    TreeSet<Integer> values = choices(present);
    TreeSet<Integer> removed = choices(base);
    removed.removeAll(choices(mine));
    TreeSet<Integer> added = choices(mine);
    added.removeAll(choices(base));
    values.removeAll(removed);
    values.addAll(added);
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    values.forEach(array::add);
    return array.isEmpty() ? JsonNodeFactory.instance.nullNode() : array;
  }

  private static Optional<JsonNode> append(String base, String mine, String present) {
    if (!mine.startsWith(base)) {
      return Optional.empty();
    }
    String added = mine.substring(base.length());
    // Two words that would run together get a line each.
    boolean runTogether =
        !present.isEmpty()
            && !added.isEmpty()
            && Character.isLetterOrDigit(present.charAt(present.length() - 1))
            && Character.isLetterOrDigit(added.charAt(0));
    return Optional.of(TextNode.valueOf(present + (runTogether ? "\n" : "") + added));
  }

  private static BigDecimal number(@Nullable JsonNode value) {
    return value == null || Values.isAbsent(value) ? BigDecimal.ZERO : value.decimalValue();
  }

  private static TreeSet<Integer> choices(@Nullable JsonNode value) {
    TreeSet<Integer> choices = new TreeSet<>();
    if (value != null) {
      value.forEach(choice -> choices.add(choice.intValue()));
    }
    return choices;
  }

  private static String text(@Nullable JsonNode value) {
    return value == null || Values.isAbsent(value) ? "" : value.asText();
  }
}
