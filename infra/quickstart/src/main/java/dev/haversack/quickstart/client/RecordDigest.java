package dev.haversack.quickstart.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;

/**
 * The digest of the contract's {@code EntityDigest}: a sum, so that the order of the records does
 * not matter.
 */
final class RecordDigest {

  private final MessageDigest sha256;
  private long sum;

  RecordDigest() {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256", e);
    }
  }

  void add(UUID id, long version) {
    byte[] hash = sha256.digest((id + ":" + version).getBytes(StandardCharsets.US_ASCII));
    sum += ByteBuffer.wrap(hash).getLong();
  }

  String text() {
    return HexFormat.of().toHexDigits(sum);
  }
}
