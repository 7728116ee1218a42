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
