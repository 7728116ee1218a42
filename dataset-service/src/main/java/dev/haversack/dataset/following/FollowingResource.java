package dev.haversack.dataset.following;

import dev.haversack.contract.api.FollowingApi;
import dev.haversack.contract.model.DevicePins;
import dev.haversack.contract.model.FollowPage;
import dev.haversack.dataset.records.RecordKey;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** What users follow, and what replay-service tells of their unsettled actions. */
@RunOnVirtualThread
public class FollowingResource implements FollowingApi {

  private final Following following;
  private final Pins pins;
  private final Caller caller;

  FollowingResource(Following following, Pins pins, Caller caller) {
    this.following = following;
    this.pins = pins;
    this.caller = caller;
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<Void> followRecord(String entity, UUID id) {
    following.follow(caller.organizationId(), caller.userId(), new RecordKey(entity, id));
    return RestResponse.noContent();
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<Void> unfollowRecord(String entity, UUID id) {
    following.unfollow(caller.organizationId(), caller.userId(), new RecordKey(entity, id));
    return RestResponse.noContent();
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<FollowPage> listFollows(Integer limit, String cursor) {
    return RestResponse.ok(following.list(caller.organizationId(), caller.userId(), limit, cursor));
  }

  @Override
  @RolesAllowed(Roles.SERVICE)
  public RestResponse<Void> putPins(UUID deviceId, DevicePins told) {
    pins.put(caller.organizationId(), deviceId, told);
    return RestResponse.noContent();
  }
}
