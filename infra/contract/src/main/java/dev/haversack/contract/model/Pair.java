package dev.haversack.contract.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A pair of a many-to-many relationship. Its record has an id that everybody can compute, so that
 * two devices which associate the same records make the same pair.
 *
 * @param entity the entity whose records are the pairs
 * @param first what its first required lookup points to
 * @param second what its second required lookup points to
 */
public record Pair(String entity, UUID first, UUID second) {

  private static final UUID NAMESPACE = UUID.fromString("2f53725a-891f-4e5b-b2d0-2985287ae7fe");
  private static final int VERSION_5 = 0x50;
  private static final int VARIANT = 0x80;

  /** The pair that attributes name; empty when they do not name both records. */
  public static Optional<Pair> of(EntityMetadata entity, ObjectNode attributes) {
    List<UUID> ids =
        entity.pairLookups().stream()
            .flatMap(lookup -> id(attributes.path(lookup.logicalName()).asText("")))
            .toList();
    return entity.intersect() && ids.size() == 2
        ? Optional.of(new Pair(entity.logicalName(), ids.getFirst(), ids.getLast()))
        : Optional.empty();
  }

  /**
   * The id of its record: the name-based UUID (version 5, RFC 9562) of {@code entity/first/second}
   * in the namespace 2f53725a-891f-4e5b-b2d0-2985287ae7fe.
   */
  public UUID id() {
    MessageDigest digest = sha1();
    digest.update(
        ByteBuffer.allocate(2 * Long.BYTES)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .array());
    byte[] hash =
        digest.digest((entity + "/" + first + "/" + second).getBytes(StandardCharsets.UTF_8));
    hash[6] = (byte) (hash[6] & 0x0f | VERSION_5);
    hash[8] = (byte) (hash[8] & 0x3f | VARIANT);
    ByteBuffer bytes = ByteBuffer.wrap(hash);
    return new UUID(bytes.getLong(), bytes.getLong());
  }

  private static Stream<UUID> id(String text) {
    try {
      return Stream.of(UUID.fromString(text));
    } catch (IllegalArgumentException e) {
      return Stream.empty();
    }
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
