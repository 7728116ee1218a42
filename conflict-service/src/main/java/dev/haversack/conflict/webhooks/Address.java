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

  private static final int UNIQUE_LOCAL = 0xfc;
  private static final int UNIQUE_LOCAL_MASK = 0xfe;
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
      if (!uri.getScheme().equals("https") && !allowPrivate) {
        return "Must begin with https.";
      }
      return null;
    } catch (URISyntaxException e) {
      return "Is no URL.";
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
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & UNIQUE_LOCAL_MASK) == UNIQUE_LOCAL;
    boolean shared =
        bytes.length == 4 && bytes[0] == SHARED_FIRST && (bytes[1] & SHARED_MASK) == SHARED_SECOND;
    boolean thisNetwork = bytes.length == 4 && bytes[0] == 0;
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || uniqueLocal
        || shared
        || thisNetwork;
  }
}
