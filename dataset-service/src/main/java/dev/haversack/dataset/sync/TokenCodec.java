package dev.haversack.dataset.sync;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Writes and reads tokens: a payload that nobody but the holder of the key can have made. All
 * instances use the same key.
 */
final class TokenCodec {

  private static final String ALGORITHM = "HmacSHA256";
  private static final byte DATASET = 1;
  private static final byte RESUME = 2;
  private static final int HASH_LENGTH = 32;
  private static final int LENGTH = 1 + 2 * 16 + 3 * Long.BYTES + HASH_LENGTH;
  private static final int RESUME_LENGTH = LENGTH + Long.BYTES;

  private final SecretKeySpec key;

  /**
   * A codec.
   *
   * @param key the secret, at least 32 characters
   */
  TokenCodec(String key) {
    this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
  }

  String encode(DatasetToken token) {
    return signed(payload(DATASET, LENGTH, token));
  }

  String encode(ResumeToken token) {
    return signed(payload(RESUME, RESUME_LENGTH, token.at()).putLong(token.base()));
  }

  /**
   * Reads a token.
   *
   * @throws ProblemException {@code dataset-token-invalid} when it is not one of ours, or altered
   */
  DatasetToken decode(String text) {
    return token(checked(text, DATASET, LENGTH));
  }

  /**
   * Reads a token for going on with a stream.
   *
   * @throws ProblemException {@code dataset-token-invalid} when it is not one of ours, or altered
   */
  ResumeToken decodeResume(String text) {
    ByteBuffer in = checked(text, RESUME, RESUME_LENGTH);
    return new ResumeToken(token(in), in.getLong());
  }

  private static ByteBuffer payload(byte kind, int length, DatasetToken token) {
    ByteBuffer payload = ByteBuffer.allocate(length).put(kind);
    put(payload, token.organizationId());
    put(payload, token.userId());
    return payload
        .putLong(token.checkpoint())
        .putLong(token.issuedAt().getEpochSecond())
        .putLong(token.expiresAt().getEpochSecond())
        .put(HexFormat.of().parseHex(token.scopeHash()));
  }

  private String signed(ByteBuffer payload) {
    Base64.Encoder base64 = Base64.getUrlEncoder().withoutPadding();
    return base64.encodeToString(payload.array())
        + "."
        + base64.encodeToString(sign(payload.array()));
  }

  private ByteBuffer checked(String text, byte kind, int length) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != 2) {
      throw invalid("It is not a dataset token.");
    }
    byte[] payload = bytes(parts[0]);
    if (payload.length == 0 || !MessageDigest.isEqual(sign(payload), bytes(parts[1]))) {
      throw invalid("It was altered, or made by another installation.");
    }
    ByteBuffer in = ByteBuffer.wrap(payload);
    if (payload.length != length || in.get() != kind) {
      throw invalid("It is a token for something else, or of another version of the service.");
    }
    return in;
  }

  private static DatasetToken token(ByteBuffer in) {
    UUID organization = uuid(in);
    UUID user = uuid(in);
    long checkpoint = in.getLong();
    Instant issuedAt = Instant.ofEpochSecond(in.getLong());
    Instant expiresAt = Instant.ofEpochSecond(in.getLong());
    byte[] hash = new byte[HASH_LENGTH];
    in.get(hash);
    return new DatasetToken(
        organization, user, checkpoint, HexFormat.of().formatHex(hash), issuedAt, expiresAt);
  }

  static ProblemException invalid(String why) {
    return ProblemException.of(ProblemCode.DATASET_TOKEN_INVALID, why + " Start with a snapshot.");
  }

  private byte[] sign(byte[] payload) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      return mac.doFinal(payload);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String base64) {
    try {
      return Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      return new byte[0];
    }
  }

  private static void put(ByteBuffer into, UUID id) {
    into.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
  }

  private static UUID uuid(ByteBuffer in) {
    return new UUID(in.getLong(), in.getLong());
  }
}
