package dev.haversack.profile.organization;

import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.answers.Preconditions;
import dev.haversack.profile.answers.Stored;
import dev.haversack.profile.answers.Versioned;
import dev.haversack.profile.feed.Change;
import dev.haversack.profile.feed.Changes;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import io.quarkus.arc.All;
import jakarta.inject.Singleton;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads, creates and changes organizations. */
@Singleton
public class Organizations {

  private final Changes changes;
  private final List<OrganizationSetup> setups;

  Organizations(Changes changes, @All List<OrganizationSetup> setups) {
    this.changes = changes;
    this.setups = setups;
  }

  @Transactional
  Versioned<Organization> read(UUID id) {
    OrganizationRow row = OrganizationRow.findById(id);
    if (row == null) {
      throw ProblemException.of(
          ProblemCode.NOT_FOUND,
          "The organization does not exist yet; an administrator creates it with PUT.");
    }
    return new Versioned<>(row.toContract(), row.version);
  }

  /**
   * What holds for the organization.
   *
   * @throws ProblemException {@code not-found}
   */
  public OrganizationSettings settings(UUID id) {
    return read(id).value().settings();
  }

  @Transactional
  Stored<Organization> put(UUID id, Organization organization, @Nullable String ifMatch) {
    refuseOtherId(id, organization);
    refuseBadCalendar(organization);
    Change change = changes.beginOrCreate(id);
    @Nullable OrganizationRow row = OrganizationRow.findById(id);
    Preconditions.check(ifMatch, row == null ? null : row.version);
    boolean created = row == null;
    OrganizationRow kept = row == null ? create(change, organization) : row;
    kept.name = organization.name();
    kept.settings = organization.settings();
    kept.version = change.put(FeedKind.ORGANIZATION, id.toString(), organization);
    return new Stored<>(organization, kept.version, created);
  }

  private OrganizationRow create(Change change, Organization organization) {
    OrganizationRow row = new OrganizationRow();
    row.orgId = organization.id();
    row.name = organization.name();
    row.settings = organization.settings();
    row.persist();
    setups.forEach(setup -> setup.setUp(change, organization));
    return row;
  }

  private static void refuseBadCalendar(Organization organization) {
    Findings findings = new Findings();
    CalendarRules.settings(organization.settings(), "settings", findings);
    findings.refuse(ProblemCode.VALIDATION_FAILED, "The settings cannot be used.");
  }

  private static void refuseOtherId(UUID id, Organization organization) {
    Findings findings = new Findings();
    if (!id.equals(organization.id())) {
      findings.error(
          "id", FindingCode.ID_MISMATCH, "The token's organization is " + id + "; send that id.");
    }
    findings.refuse(
        ProblemCode.VALIDATION_FAILED, "Only the caller's own organization can be set.");
  }
}
