package dev.haversack.replay.reporting;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.haversack.contract.model.ApplyFailure;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.SettledReport;
import dev.haversack.contract.model.SyncErrorReport;
import io.quarkus.runtime.annotations.RegisterForReflection;
import org.jspecify.annotations.Nullable;

/**
 * A message to conflict-service as the outbox stores it: exactly one of the two. They share a
 * destination so that the reports about one action arrive in their order.
 *
 * @param failed a failed action
 * @param settled a settled one
 */
@RegisterForReflection(
    targets = {
      ConflictReport.class,
      SyncErrorReport.class,
      SettledReport.class,
      ApplyFailure.class,
      FieldError.class
    })
@JsonInclude(JsonInclude.Include.NON_NULL)
record ConflictReport(@Nullable SyncErrorReport failed, @Nullable SettledReport settled) {}
