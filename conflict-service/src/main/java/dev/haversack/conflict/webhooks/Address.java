package dev.haversack.conflict.webhooks;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/**
 * Where may be posted to: administrators of organizations choose the addresses, and must not reach
 * what only the operator's network reaches.
 */
final class Address {

  private static final int HIGHEST_PORT = 65_535;
  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;
  private static final int BYTE = 0xff;
  private static final int SHARED_FIRST = 100;
  private static final int SHARED_SECOND = 64;
  private static final int SHARED_MASK = 0xc0;

  private Address() {}

  /** What is wrong with an address as it is written; null when nothing is. */
  static @Nullable String fault(String url, boolean allowPrivate) {
    try {
      URI uri = new URI(url);
      if (uri.getHost() == null || uri.getUserInfo() != null || uri.getFragment() != null) {
        return "Must be an absolute URL without user name and fragment.";
      }
      if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
        return "Must have a port from 1 to 65535.";
      }
      if (!allowPrivate && isPrivateLiteral(uri.getHost())) {
        return "Must not be inside a private network.";
      }
      if (!uri.getScheme().equals("https") && !allowPrivate) {
        return "Must begin with https.";
      }
      return null;
    } catch (URISyntaxException e) {
      return "Is no URL.";
    }
  }

  /** Names are looked up when they are called, and may lead elsewhere by then. */
  private static boolean isPrivateLiteral(String host) {
    try {
      return isPrivate(InetAddress.ofLiteral(host.replaceAll("[\\[\\]]", "")));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /**
   * Whether a host is in a network that is nobody's business, as far as names tell now.
   *
   * @throws UnknownHostException when there is no such host
   */
  static boolean isPrivate(String host) throws UnknownHostException {
    for (InetAddress address : InetAddress.getAllByName(host)) {
      if (isPrivate(address)) {
        return true;
      }
    }
    return false;
  }

  static boolean isPrivate(InetAddress address) {
    byte[] bytes = address.getAddress();
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || (bytes.length == 4 ? isReserved(bytes) : isReservedOfSix(bytes));
  }

  /** Networks that are not for everybody, and that Java has no name for (RFC 6890). */
  private static boolean isReserved(byte[] bytes) {
    int first = bytes[0] & BYTE;
    int second = bytes[1] & BYTE;
    return first == 0
        || first == SHARED_FIRST && (second & SHARED_MASK) == SHARED_SECOND
        || first == 192 && second == 0
        || first == 198 && (second == 18 || second == 19)
        || first >= 240;
  }

  /** Unique local addresses, and those that stand for one of version 4. */
  private static boolean isReservedOfSix(byte[] bytes) {
    return (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL
        || startsWith(bytes, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        || startsWith(bytes, 0, 0x64, 0xff, 0x9b)
        || startsWith(bytes, 0x20, 0x02)
        || startsWith(bytes, 0x20, 0x01, 0, 0);
  }

  private static boolean startsWith(byte[] bytes, int... beginning) {
    for (int i = 0; i < beginning.length; i++) {
      if ((bytes[i] & BYTE) != beginning[i]) {
        return false;
      }
    }
    return true;
  }
}
