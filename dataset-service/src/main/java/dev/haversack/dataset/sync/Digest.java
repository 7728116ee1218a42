package dev.haversack.dataset.sync;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The sum modulo 2^64 of the first eight bytes of SHA-256 over {@code id:version}: the same in
 * whatever order records come, and easy to compute in any language.
 */
final class Digest {

  private final MessageDigest sha;
  private long sum;

  Digest() {
    try {
      sha = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  void add(String id, long version) {
    byte[] hash = sha.digest((id + ":" + version).getBytes(StandardCharsets.US_ASCII));
    sum += ByteBuffer.wrap(hash).getLong();
  }

  @Override
  public String toString() {
    return HexFormat.of().toHexDigits(sum);
  }
}
