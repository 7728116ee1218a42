package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for the whole organization unless an entity or a user says otherwise. What may be left
 * out has a default, which is filled in.
 *
 * @param conflictDetection how replay detects conflicts
 * @param maximumOfflineAgeDays how many days a dataset token, and what is needed to continue from
 *     it, are kept
 * @param timeZone the IANA name of the time zone of users who have none of their own; UTC when left
 *     out
 * @param weekStart the first day of the week; Sunday when left out
 * @param fiscalCalendar the fiscal calendar; quarters from 1 January when left out
 * @param profileLimits how large profiles may be
 * @param conflictPolicy who wins where both sides changed a record, unless its entity says
 *     otherwise; nobody when left out
 * @param caseClosure whether a case can be resolved while cases below it are open; any time when
 *     left out
 * @param hierarchySecurity whether and how managers or higher positions reach the records of those
 *     below them; not at all when left out
 * @param uploadLimits how much devices may upload; generous limits when left out
 * @param syncErrorRetentionDays after how many days settled sync errors are removed; never when
 *     left out. Open ones stay in any case
 * @param leadQualification which records a lead is made into; those that are asked for when left
 *     out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrganizationSettings(
    @NotNull ConflictDetection conflictDetection,
    @NotNull @Min(1) @Max(365) Integer maximumOfflineAgeDays,
    @Nullable @Size(min = 1, max = 100) String timeZone,
    @Nullable WeekDay weekStart,
    @Nullable @Valid FiscalCalendar fiscalCalendar,
    @Nullable @Valid ProfileLimits profileLimits,
    @Nullable ConflictPolicy conflictPolicy,
    @Nullable CaseClosure caseClosure,
    @Nullable @Valid HierarchySecurity hierarchySecurity,
    @Nullable @Valid UploadLimits uploadLimits,
    @Min(1) @Max(3650) @Nullable Integer syncErrorRetentionDays,
    @Nullable LeadQualification leadQualification) {

  /** Fills in the defaults. */
  public OrganizationSettings {
    timeZone = timeZone == null ? "UTC" : timeZone;
    weekStart = weekStart == null ? WeekDay.SUNDAY : weekStart;
    fiscalCalendar = fiscalCalendar == null ? FiscalCalendar.DEFAULT : fiscalCalendar;
    profileLimits = profileLimits == null ? ProfileLimits.DEFAULT : profileLimits;
    conflictPolicy = conflictPolicy == null ? ConflictPolicy.MANUAL : conflictPolicy;
    caseClosure = caseClosure == null ? CaseClosure.ANY_TIME : caseClosure;
    leadQualification = leadQualification == null ? LeadQualification.AS_ASKED : leadQualification;
    uploadLimits = uploadLimits == null ? UploadLimits.DEFAULT : uploadLimits;
    hierarchySecurity = hierarchySecurity == null ? HierarchySecurity.OFF : hierarchySecurity;
  }

  /** How those above reach the records of those below. */
  public HierarchySecurity hierarchy() {
    return Objects.requireNonNull(hierarchySecurity);
  }

  /** Who wins where both sides changed a record, unless its entity says otherwise. */
  public ConflictPolicy policy() {
    return Objects.requireNonNull(conflictPolicy);
  }

  /** Whether a case with open cases below it stays open. */
  public boolean childCasesBlock() {
    return caseClosure == CaseClosure.CHILDREN_FIRST;
  }

  /** Whether a lead always becomes an account, a contact and an opportunity. */
  public boolean leadsBecomeEverything() {
    return leadQualification == LeadQualification.EVERYTHING;
  }

  /** How large profiles may be. */
  public ProfileLimits limits() {
    return Objects.requireNonNull(profileLimits);
  }

  /** Settings with the default calendar and limits. */
  public OrganizationSettings(ConflictDetection conflictDetection, Integer maximumOfflineAgeDays) {
    this(conflictDetection, maximumOfflineAgeDays, null, null, null);
  }

  /** Settings with this time zone, week and fiscal calendar, and what is usual for the others. */
  public OrganizationSettings(
      ConflictDetection conflictDetection,
      Integer maximumOfflineAgeDays,
      @Nullable String timeZone,
      @Nullable WeekDay weekStart,
      @Nullable FiscalCalendar fiscalCalendar) {
    this(
        conflictDetection,
        maximumOfflineAgeDays,
        timeZone,
        weekStart,
        fiscalCalendar,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** How much devices may upload. */
  public UploadLimits upload() {
    return Objects.requireNonNull(uploadLimits);
  }
}
