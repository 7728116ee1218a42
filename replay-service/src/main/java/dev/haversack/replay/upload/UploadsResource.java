package dev.haversack.replay.upload;

import dev.haversack.contract.api.UploadsApi;
import dev.haversack.contract.model.ActionPage;
import dev.haversack.contract.model.ActionState;
import dev.haversack.contract.model.BatchReceipt;
import dev.haversack.contract.model.BatchState;
import dev.haversack.contract.model.DeviceStatus;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.UploadBatch;
import dev.haversack.platform.events.EventPlaces;
import dev.haversack.platform.events.EventStream;
import dev.haversack.platform.http.PreferWait;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.replay.queue.DeviceKey;
import dev.haversack.replay.queue.Names;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.StreamingOutput;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Uploads and receipts, as the contract's operations. */
@RunOnVirtualThread
class UploadsResource implements UploadsApi {

  private final Acceptance acceptance;
  private final Receipts receipts;
  private final Caller caller;
  private final EventPlaces places;
  private final RoutingContext call;

  UploadsResource(
      Acceptance acceptance,
      Receipts receipts,
      Caller caller,
      EventPlaces places,
      RoutingContext call) {
    this.places = places;
    this.call = call;
    this.acceptance = acceptance;
    this.receipts = receipts;
    this.caller = caller;
  }

  @Override
  @RolesAllowed(Roles.USER)
  public RestResponse<BatchReceipt> uploadBatch(
      UUID deviceId, UploadBatch uploadBatch, @Nullable String prefer) {
    Duration wait = PreferWait.parse(prefer);
    DeviceKey device = device(deviceId);
    Batches.Batch batch = acceptance.accept(device, caller.userId(), uploadBatch);
    BatchReceipt receipt = receipts.batch(device, uploadBatch.batchId(), batch, wait);
    boolean processing = receipt.state() == BatchState.PROCESSING;
    return RestResponse.status(
        processing ? RestResponse.Status.ACCEPTED : RestResponse.Status.OK, receipt);
  }

  @Override
  @RolesAllowed(Roles.USER)
  public RestResponse<BatchReceipt> getBatch(UUID deviceId, UUID batchId, @Nullable String prefer) {
    Duration wait = PreferWait.parse(prefer);
    return RestResponse.ok(receipts.batch(device(deviceId), caller.userId(), batchId, wait));
  }

  @Override
  @RolesAllowed(Roles.USER)
  public RestResponse<DeviceStatus> getDeviceStatus(UUID deviceId) {
    return RestResponse.ok(receipts.device(device(deviceId), caller.userId()));
  }

  @Override
  @RolesAllowed(Roles.USER)
  public RestResponse<ActionPage> listActions(
      UUID deviceId, @Nullable String state, Long afterSequence, Integer limit) {
    return RestResponse.ok(
        receipts.actions(device(deviceId), caller.userId(), state(state), afterSequence, limit));
  }

  @Override
  @RolesAllowed(Roles.USER)
  public RestResponse<StreamingOutput> streamReceipts(UUID deviceId, @Nullable String lastEventId) {
    var events = receipts.events(device(deviceId), caller.userId(), lastEventId);
    return EventStream.answer(places.open(events, caller.userId(), call));
  }

  private DeviceKey device(UUID deviceId) {
    return new DeviceKey(caller.organizationId(), deviceId);
  }

  private static @Nullable ActionState state(@Nullable String name) {
    return name == null
        ? null
        : Arrays.stream(ActionState.values())
            .filter(state -> Names.of(state).equals(name))
            .findFirst()
            .orElseThrow(UploadsResource::noState);
  }

  private static ProblemException noState() {
    String message = "Allowed are " + String.join(", ", Names.all(ActionState.class)) + ".";
    return ProblemException.of(
        ProblemCode.INVALID_REQUEST,
        "Values of the request are not allowed.",
        List.of(new FieldError("state", ProblemCode.INVALID_REQUEST.code(), message)));
  }
}
