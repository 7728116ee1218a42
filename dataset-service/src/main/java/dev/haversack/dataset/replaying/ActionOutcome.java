package dev.haversack.dataset.replaying;

import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.ApplyOutcome;
import dev.haversack.contract.model.ApplyResult;
import dev.haversack.contract.model.AttributeMerge;
import dev.haversack.contract.model.ChangedRecord;
import dev.haversack.contract.model.MergeSource;
import dev.haversack.dataset.records.RecordWrite;
import dev.haversack.dataset.records.RecordWrite.Insert;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was decided about one action. */
sealed interface ActionOutcome {

  /** As callers see it. */
  ApplyResult result(UUID actionId);

  /**
   * It takes effect.
   *
   * @param write what is written; null when the record is already as the action wants it
   * @param version the record's version after it; null after a delete
   * @param merges where the values come from, when others had changed the record as well; null when
   *     nobody had
   * @param created records that a command makes, before the record itself is written
   */
  record Effective(
      @Nullable RecordWrite write,
      @Nullable Long version,
      @Nullable List<AttributeMerge> merges,
      List<Insert> created)
      implements ActionOutcome {
    @Override
    public ApplyResult result(UUID actionId) {
      return new ApplyResult(
          actionId,
          merges != null ? ApplyOutcome.MERGED : ApplyOutcome.APPLIED,
          version,
          created.isEmpty() ? null : created.stream().map(Effective::changed).toList(),
          merges,
          null);
    }

    /** The attributes that are not as the device entered them. */
    Set<String> merged() {
      return merges == null
          ? Set.of()
          : merges.stream()
              .filter(merge -> merge.source() != MergeSource.MINE)
              .map(AttributeMerge::attribute)
              .collect(Collectors.toSet());
    }

    private static ChangedRecord changed(Insert insert) {
      return new ChangedRecord(insert.key().entity(), insert.key().id(), insert.version());
    }
  }

  /**
   * The user follows the record from now on, or does not any more.
   *
   * @param follows which of the two
   */
  record Following(boolean follows) implements ActionOutcome {
    @Override
    public ApplyResult result(UUID actionId) {
      return new ApplyResult(actionId, ApplyOutcome.APPLIED, null, null, null, null);
    }
  }

  /**
   * It cannot take effect.
   *
   * @param failure why
   */
  record Refused(ApplyFailure failure) implements ActionOutcome {
    @Override
    public ApplyResult result(UUID actionId) {
      return new ApplyResult(actionId, ApplyOutcome.FAILED, null, null, null, failure);
    }
  }
}
