package dev.haversack.dataset.records;

import dev.haversack.dataset.configuration.EntityModel;
import java.util.Collection;
import java.util.List;

/**
 * Whether somebody may do something to a record: section 7.3 of the facts. Every method ends the
 * call with a problem when he may not.
 */
public interface Permissions {

  /** Whether he may use the privilege on any record at all, before it is known which. */
  void mayUseEntity(String entity, Use use);

  /**
   * Whether he may set these attributes, and compare with them; section 7.6 of the facts.
   *
   * @param names attributes of the entity; unknown ones are not looked at
   */
  void maySet(EntityModel entity, Collection<String> names);

  /** Whether he may make a record with this owner. */
  void mayCreate(String entity, RecordAccess access, boolean ownedBySomebodyElse);

  /** Whether he may see the record; one that he may not see does not exist for him. */
  void maySee(RecordRow row);

  /** Whether he may change the record. */
  void mayChange(RecordRow row);

  /** Whether he may give the record to another owner. */
  void mayAssign(RecordRow row);

  /** Whether he may delete the record. */
  void mayDelete(RecordRow row);

  /** Whether he may let the record point to these others, which are there only if he sees them. */
  void mayAppend(String entity, RecordAccess access, List<Reference.Resolved> references);

  /** Whether he may make and end pairs of these: Append on both sides, section 7.3 of the facts. */
  void mayAssociate(List<Reference.Resolved> references);

  /** What somebody wants to do to records of an entity. */
  enum Use {
    /** Make one. */
    CREATE,
    /** See some. */
    READ,
    /** Change one. */
    WRITE,
    /** Remove one. */
    DELETE
  }
}
