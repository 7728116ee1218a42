package dev.haversack.dataset.sharing;

import dev.haversack.contract.model.AccessRight;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.PrincipalType;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.configuration.Principals;
import dev.haversack.dataset.records.ChangeSignals;
import dev.haversack.dataset.records.ConfigurationGate;
import dev.haversack.dataset.records.RecordJournal;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.dataset.records.RecordPlanner;
import dev.haversack.dataset.records.RecordRow;
import dev.haversack.dataset.records.RecordStore;
import dev.haversack.dataset.records.UserPermissions;
import dev.haversack.dataset.security.UserRights;
import dev.haversack.dataset.sharing.ShareStore.StoredShare;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Shares records. A share changes no record, but who may read it: the record is noted as changed,
 * so that the slicer looks at it anew.
 */
@ApplicationScoped
class Sharing {

  private final RecordStore records;
  private final ShareStore shares;
  private final RecordJournal journal;
  private final ChangeSignals signals;
  private final ConfigurationGate gate;
  private final Clock clock;

  Sharing(
      RecordStore records,
      ShareStore shares,
      RecordJournal journal,
      ChangeSignals signals,
      ConfigurationGate gate,
      Clock clock) {
    this.records = records;
    this.shares = shares;
    this.journal = journal;
    this.signals = signals;
    this.gate = gate;
    this.clock = clock;
  }

  /** What a user may do with a record that he may read. */
  List<AccessRight> rightsOf(OrganizationModel organization, UUID userId, RecordKey key) {
    return rightsOf(organization, userId, visible(organization, userId, key));
  }

  /** The shares of a record that a user may read. */
  List<StoredShare> of(OrganizationModel organization, UUID userId, RecordKey key) {
    visible(organization, userId, key);
    return shares.of(organization.organizationId(), key);
  }

  /** Shares a record, or shares it differently. */
  StoredShare share(
      UUID organizationId, UUID userId, RecordKey key, UUID principalId, List<AccessRight> rights) {
    if (!rights.contains(AccessRight.READ)) {
      throw ProblemException.of(
          ProblemCode.VALIDATION_FAILED,
          "Nobody can use a record that he cannot read.",
          List.of(
              new FieldError(
                  "rights", ProblemCode.MISSING_REQUIRED.code(), "`read` must be among them.")));
    }
    if (Set.copyOf(rights).size() < rights.size()) {
      throw ProblemException.of(
          ProblemCode.VALIDATION_FAILED,
          "Rights are named once.",
          List.of(
              new FieldError(
                  "rights", ProblemCode.VALIDATION_FAILED.code(), "A right is there twice.")));
    }
    return gate.write(
        organizationId,
        organization -> {
          RecordRow row = locked(organization, userId, key);
          requireKnown(organization, principalId);
          requireRights(organization, userId, row, rights);
          var share =
              new StoredShare(
                  principalId,
                  Rights.bits(rights),
                  0,
                  userId,
                  clock.instant().truncatedTo(ChronoUnit.MILLIS));
          StoredShare stored = shares.put(organizationId, key, share);
          journal.changed(organizationId, Set.of(key));
          signals.afterCommit(organizationId);
          return stored;
        });
  }

  /** Takes back a share; one's own too. */
  void unshare(UUID organizationId, UUID userId, RecordKey key, UUID principalId) {
    gate.write(
        organizationId,
        organization -> {
          RecordRow row = locked(organization, userId, key);
          if (!principalId.equals(userId)) {
            requireRights(organization, userId, row, List.of(AccessRight.SHARE));
          }
          switch (shares.remove(organizationId, key, principalId)) {
            case NOT_SHARED ->
                throw ProblemException.of(
                    ProblemCode.NOT_FOUND,
                    "The record itself is not shared with "
                        + principalId
                        + "; what it inherits is taken back where it comes from.");
            case STILL_INHERITED -> journal.changed(organizationId, Set.of(key));
            case ENDED -> journal.shareEnded(organizationId, key, principalId);
          }
          signals.afterCommit(organizationId);
          return key;
        });
  }

  private RecordRow locked(OrganizationModel organization, UUID userId, RecordKey key) {
    requireShareable(organization, key);
    return visible(
        organization,
        userId,
        key,
        records.lock(organization.organizationId(), List.of(key)).stream().findFirst());
  }

  private RecordRow visible(OrganizationModel organization, UUID userId, RecordKey key) {
    RecordPlanner.known(organization, key.entity());
    return visible(organization, userId, key, records.find(organization.organizationId(), key));
  }

  private static RecordRow visible(
      OrganizationModel organization, UUID userId, RecordKey key, Optional<RecordRow> found) {
    RecordRow row = found.orElseThrow(() -> UserPermissions.absent(key));
    new UserPermissions(new UserRights(organization, userId)).maySee(row);
    return row;
  }

  private static void requireShareable(OrganizationModel organization, RecordKey key) {
    if (!RecordPlanner.known(organization, key.entity()).isShareable()) {
      throw ProblemException.of(
          ProblemCode.NOT_SHAREABLE, "Nobody owns records of " + key.entity() + ".");
    }
  }

  private static void requireKnown(OrganizationModel organization, UUID principalId) {
    if (Principals.typeOf(organization, principalId) == PrincipalType.UNKNOWN) {
      throw ProblemException.of(
          ProblemCode.UNKNOWN_REFERENCE,
          "There is no user or team with the id "
              + principalId
              + ", and it is not the organization's.");
    }
  }

  /** Sharing itself, and nothing that one has not got. */
  private static void requireRights(
      OrganizationModel organization, UUID userId, RecordRow row, List<AccessRight> rights) {
    List<AccessRight> own = rightsOf(organization, userId, row);
    List<FieldError> missing =
        Stream.concat(Stream.of(AccessRight.SHARE), rights.stream())
            .distinct()
            .filter(right -> !own.contains(right))
            .map(right ->
                new FieldError(
                    "rights",
                    ProblemCode.PRIVILEGE_DENIED.code(),
                    "You have not got the right " + right + " on the record."))
            .toList();
    if (!missing.isEmpty()) {
      throw ProblemException.of(
          ProblemCode.PRIVILEGE_DENIED,
          "Only who may share a record can do that, and only give what he has himself.",
          missing);
    }
  }

  private static List<AccessRight> rightsOf(
      OrganizationModel organization, UUID userId, RecordRow row) {
    var rights = new UserRights(organization, userId);
    return Stream.of(AccessRight.values())
        .filter(right -> row.access().isIn(rights.reach(row.key().entity(), Rights.kind(right))))
        .toList();
  }
}
