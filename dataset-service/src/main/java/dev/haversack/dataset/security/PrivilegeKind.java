package dev.haversack.dataset.security;

import dev.haversack.contract.model.Depth;
import dev.haversack.contract.model.Privilege;
import org.jspecify.annotations.Nullable;

/** The eight privileges on an entity; section 7.1 of the facts. */
public enum PrivilegeKind {
  /** Make records. */
  CREATE,
  /** See records. */
  READ,
  /** Change records. */
  WRITE,
  /** Remove records. */
  DELETE,
  /** Attach records of the entity to others: set a lookup on them. */
  APPEND,
  /** Let others be attached to records of the entity: be what a lookup points to. */
  APPEND_TO,
  /** Give records to another owner. */
  ASSIGN,
  /** Share records. */
  SHARE;

  /**
   * The bit that stands for it in the rights of a share, as in Dynamics; section 7.4 of the facts.
   * 0 where it cannot be shared.
   */
  public int right() {
    return switch (this) {
      case READ -> 1;
      case WRITE -> 1 << 1;
      case APPEND -> 1 << 2;
      case APPEND_TO -> 1 << 4;
      case DELETE -> 1 << 16;
      case SHARE -> 1 << 18;
      case ASSIGN -> 1 << 19;
      case CREATE -> 0;
    };
  }

  /** How deep a privilege entry goes for this kind. */
  Depth depthIn(Privilege privilege) {
    return orNone(
        switch (this) {
          case CREATE -> privilege.create();
          case READ -> privilege.read();
          case WRITE -> privilege.write();
          case DELETE -> privilege.delete();
          case APPEND -> privilege.append();
          case APPEND_TO -> privilege.appendTo();
          case ASSIGN -> privilege.assign();
          case SHARE -> privilege.share();
        });
  }

  private static Depth orNone(@Nullable Depth depth) {
    return depth == null ? Depth.NONE : depth;
  }
}
