package dev.haversack.quickstart.data;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Ids made of names, so that the same data has the same ids on every machine and loading it twice
 * makes nothing twice: UUIDs of version 3 (RFC 9562) in a fixed namespace.
 */
public final class DemoIds {

  private static final UUID NAMESPACE = UUID.fromString("6f0d3c1e-8a52-4b7d-9c41-2d5e7a90b3f8");

  private final String organization;

  /** The ids of one organization; other organizations have others for the same names. */
  public DemoIds(String organization) {
    this.organization = organization;
  }

  /** The organization's own id. */
  public UUID organization() {
    return named(organization);
  }

  /** The id of something in it, for instance {@code of("opportunity", "1C1I7A6R")}. */
  public UUID of(String kind, String name) {
    return named(organization + "/" + kind + "/" + name);
  }

  private static UUID named(String name) {
    byte[] text = name.getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(
        ByteBuffer.allocate(16 + text.length)
            .putLong(NAMESPACE.getMostSignificantBits())
            .putLong(NAMESPACE.getLeastSignificantBits())
            .put(text)
            .array());
  }
}
