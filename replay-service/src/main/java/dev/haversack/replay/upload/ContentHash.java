package dev.haversack.replay.upload;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.UploadAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Tells whether two uploads are the same: SHA-256 over an action's contents, whatever the order of
 * its attributes. The informative time is no part of it.
 *
 * <p>Every part goes in with its kind and length, so that no two contents share an input.
 */
final class ContentHash {

  private final MessageDigest digest;

  private ContentHash() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The hash of one action. */
  static byte[] of(UploadAction action) {
    ContentHash hash = new ContentHash();
    hash.text('a', action.actionId().toString());
    hash.text('s', action.sequence().toString());
    hash.text('e', action.entity());
    hash.text('r', action.recordId().toString());
    hash.text('o', action.operation().name());
    hash.text('v', String.valueOf(action.baseVersion()));
    hash.value(action.attributes());
    hash.value(action.baseValues());
    // Only where they are given: actions that were stored before there were any keep their hash.
    if (action.command() != null) {
      hash.text('c', action.command().name());
    }
    if (action.transactionId() != null) {
      hash.text('x', action.transactionId().toString());
    }
    return hash.digest.digest();
  }

  /** The hash of a batch with actions of these hashes. */
  static byte[] of(List<byte[]> actions) {
    ContentHash hash = new ContentHash();
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
      text(node.isTextual() ? 't' : 'j', node.asText());
    }
  }

  private void text(char kind, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    digest.update((kind + Integer.toString(bytes.length) + ':').getBytes(StandardCharsets.UTF_8));
    digest.update(bytes);
  }
}
