package dev.haversack.dataset.sharing;

import dev.haversack.contract.model.AccessRight;
import dev.haversack.dataset.security.PrivilegeKind;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** Rights as the API names them, and as bits. */
final class Rights {

  private Rights() {}

  static int bits(Collection<AccessRight> rights) {
    return rights.stream().mapToInt(right -> kind(right).right()).reduce(0, (a, b) -> a | b);
  }

  static List<AccessRight> of(int bits) {
    return Stream.of(AccessRight.values())
        .filter(right -> (bits & kind(right).right()) != 0)
        .toList();
  }

  /** The privilege that lets one do the same. */
  static PrivilegeKind kind(AccessRight right) {
    return switch (right) {
      case READ -> PrivilegeKind.READ;
      case WRITE -> PrivilegeKind.WRITE;
      case APPEND -> PrivilegeKind.APPEND;
      case APPEND_TO -> PrivilegeKind.APPEND_TO;
      case DELETE -> PrivilegeKind.DELETE;
      case SHARE -> PrivilegeKind.SHARE;
      case ASSIGN -> PrivilegeKind.ASSIGN;
    };
  }
}
