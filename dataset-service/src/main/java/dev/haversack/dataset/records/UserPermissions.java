package dev.haversack.dataset.records;

import dev.haversack.contract.model.FieldError;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.security.PrivilegeKind;
import dev.haversack.dataset.security.UserRights;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** What a user's roles permit him. */
public final class UserPermissions implements Permissions {

  private final UserRights rights;
  private final boolean seesSecured;

  /** For the user of these rights, who sees no secured attributes. */
  public UserPermissions(UserRights rights) {
    this(rights, false);
  }

  /**
   * For the user of these rights.
   *
   * @param seesSecured whether he sees and sets secured attributes
   */
  public UserPermissions(UserRights rights, boolean seesSecured) {
    this.rights = rights;
    this.seesSecured = seesSecured;
  }

  @Override
  public void maySet(EntityModel entity, Collection<String> names) {
    if (!seesSecured) {
      Findings.raise(
          names.stream()
              .filter(entity.secured()::contains)
              .map(name ->
                  Findings.of(
                      name,
                      ProblemCode.SECURED_ATTRIBUTE,
                      "Only administrators see and set it, and only online."))
              .toList());
    }
  }

  @Override
  public void mayUseEntity(String entity, Use use) {
    PrivilegeKind kind =
        switch (use) {
          case CREATE -> PrivilegeKind.CREATE;
          case READ -> PrivilegeKind.READ;
          case WRITE -> PrivilegeKind.WRITE;
          case DELETE -> PrivilegeKind.DELETE;
        };
    if (rights.reach(entity, kind).isNothing()) {
      throw denied(kind, entity);
    }
  }

  @Override
  public void mayCreate(String entity, RecordAccess access, boolean ownedBySomebodyElse) {
    require(entity, PrivilegeKind.CREATE, access);
    if (ownedBySomebodyElse) {
      require(entity, PrivilegeKind.ASSIGN, access);
    }
  }

  @Override
  public void maySee(RecordRow row) {
    if (!row.access().isIn(rights.reach(row.key().entity(), PrivilegeKind.READ))) {
      throw absent(row.key());
    }
  }

  @Override
  public void mayChange(RecordRow row) {
    require(row.key().entity(), PrivilegeKind.WRITE, row.access());
  }

  @Override
  public void mayAssign(RecordRow row) {
    require(row.key().entity(), PrivilegeKind.ASSIGN, row.access());
  }

  @Override
  public void mayDelete(RecordRow row) {
    require(row.key().entity(), PrivilegeKind.DELETE, row.access());
  }

  @Override
  public void mayAppend(String entity, RecordAccess access, List<Reference.Resolved> references) {
    if (references.isEmpty()) {
      return;
    }
    new Checks()
        .check(() -> require(entity, PrivilegeKind.APPEND, access))
        .check(() -> requireOn(references, PrivilegeKind.APPEND_TO))
        .raise();
  }

  @Override
  public void mayAssociate(List<Reference.Resolved> references) {
    requireOn(references, PrivilegeKind.APPEND);
  }

  /** A target that the user may not even see does not exist for him, whatever else he may. */
  private void requireOn(List<Reference.Resolved> references, PrivilegeKind kind) {
    List<FieldError> findings = new ArrayList<>();
    for (Reference.Resolved reference : references) {
      String entity = reference.target().entity();
      if (!reference.access().isIn(rights.reach(entity, PrivilegeKind.READ))) {
        findings.add(
            Findings.of(
                reference.attribute(),
                ProblemCode.UNKNOWN_REFERENCE,
                "There is no such record of " + entity + "."));
      } else if (!reference.access().isIn(rights.reach(entity, kind))) {
        findings.add(
            Findings.of(
                reference.attribute(),
                ProblemCode.PRIVILEGE_DENIED,
                "Needs " + kind + " on that record of " + entity + "."));
      }
    }
    Findings.raise(findings);
  }

  private void require(String entity, PrivilegeKind kind, RecordAccess access) {
    if (!access.isIn(rights.reach(entity, kind))) {
      throw denied(kind, entity);
    }
  }

  private static ProblemException denied(PrivilegeKind kind, String entity) {
    return ProblemException.of(
        ProblemCode.PRIVILEGE_DENIED,
        "The user's roles do not give the privilege "
            + kind
            + " on "
            + entity
            + ", or not for this record.");
  }

  /** The answer for a record that is not there, or that the caller may not see. */
  public static ProblemException absent(RecordKey key) {
    return ProblemException.of(
        ProblemCode.NOT_FOUND, "There is no " + key.entity() + " with the id " + key.id() + ".");
  }
}
