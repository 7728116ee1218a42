package dev.haversack.conflict.events;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.conflict.errors.Viewers;
import dev.haversack.contract.api.SyncErrorEventsApi;
import dev.haversack.platform.events.EventPlaces;
import dev.haversack.platform.events.EventStream;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.vertx.ext.web.RoutingContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.core.StreamingOutput;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Events for those who wait for them. */
@RunOnVirtualThread
class EventsResource implements SyncErrorEventsApi {

  private final Caller caller;
  private final Viewers viewers;
  private final EventLog log;
  private final EventBells bells;
  private final EventPlaces places;
  private final ObjectMapper json;
  private final RoutingContext call;

  EventsResource(
      Caller caller,
      Viewers viewers,
      EventLog log,
      EventBells bells,
      EventPlaces places,
      ObjectMapper json,
      RoutingContext call) {
    this.caller = caller;
    this.viewers = viewers;
    this.log = log;
    this.bells = bells;
    this.places = places;
    this.json = json;
    this.call = call;
  }

  @Override
  @RolesAllowed({Roles.USER, Roles.ADMIN})
  public RestResponse<StreamingOutput> streamSyncErrorEvents(@Nullable String lastEventId) {
    UUID organizationId = caller.organizationId();
    UUID userId = caller.userId();
    boolean isAdmin = caller.isAdmin();
    long last = log.last(organizationId);
    // A number from before the database was set back leads to nothing that would ever come.
    long from = lastEventId == null ? last : Math.min(Long.parseLong(lastEventId), last);
    var source =
        new VisibleEvents(
            organizationId,
            () -> viewers.of(organizationId, userId, isAdmin),
            log,
            bells,
            json,
            from);
    return EventStream.answer(places.open(source, call));
  }
}
