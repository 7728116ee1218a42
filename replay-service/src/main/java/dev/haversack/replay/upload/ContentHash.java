package dev.haversack.replay.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.UploadAction;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two uploads are the same: SHA-256 over an action's contents, whatever the order of
 * its attributes and the form of its numbers. The informative time is no part of it.
 *
 * <p>Every part goes in with its kind and length, so that no two contents share an input.
 */
final class ContentHash {

  /** Beyond this, a number without a fraction is not written with all its digits. */
  private static final int MOST_DIGITS = 100;

  private final MessageDigest digest;
  private final boolean asSent;

  private ContentHash(boolean asSent) {
    this.asSent = asSent;
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The hash of one action. */
  static byte[] of(UploadAction action) {
    return new ContentHash(false).hash(action);
  }

  /**
   * The hash that was kept of an action when all counted as it was sent: {@code 3.0} was not {@code
   * 3}, and no base values were not empty ones.
   */
  static byte[] former(UploadAction action) {
    return new ContentHash(true).hash(action);
  }

  private byte[] hash(UploadAction action) {
    text('a', action.actionId().toString());
    text('s', action.sequence().toString());
    text('e', action.entity());
    text('r', action.recordId().toString());
    text('o', action.operation().name());
    text('v', String.valueOf(action.baseVersion()));
    value(action.attributes());
    value(baseValues(action));
    // Only where they are given: actions that were stored before there were any keep their hash.
    if (action.command() != null) {
      text('c', action.command().name());
    }
    if (action.transactionId() != null) {
      text('x', action.transactionId().toString());
    }
    return digest.digest();
  }

  /** Nothing said is nothing known, in whichever way. */
  private @Nullable JsonNode baseValues(UploadAction action) {
    JsonNode said = action.baseValues();
    return said == null || said.isEmpty() && !asSent ? null : said;
  }

  /** The hash of a batch with actions of these hashes. */
  static byte[] of(List<byte[]> actions) {
    ContentHash hash = new ContentHash(false);
    actions.forEach(hash.digest::update);
    return hash.digest.digest();
  }

  private void value(@Nullable JsonNode node) {
    if (node == null) {
      text('-', "");
    } else if (node.isObject()) {
      text('{', Integer.toString(node.size()));
      for (String name : new TreeSet<>(node.properties().stream().map(e -> e.getKey()).toList())) {
        text('k', name);
        value(node.get(name));
      }
    } else if (node.isArray()) {
      text('[', Integer.toString(node.size()));
      node.forEach(this::value);
    } else {
      text(node.isTextual() ? 't' : 'j', node.isNumber() ? number(node) : node.asText());
    }
  }

  private String number(JsonNode node) {
    if (asSent || node.isIntegralNumber()) {
      return node.asText();
    }
    BigDecimal number = node.decimalValue().stripTrailingZeros();
    return number.scale() <= 0 && number.scale() > -MOST_DIGITS
        ? number.toPlainString()
        : number.toString();
  }

  private void text(char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((kind + Integer.toString(bytes.length) + ':').getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
