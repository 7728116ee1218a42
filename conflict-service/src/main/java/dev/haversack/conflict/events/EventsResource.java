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
    long from = lastEventId == null ? last : Long.parseLong(lastEventId);
    // What came next is not kept any more; or the database was set back since, and it never came.
    boolean lost = from > last || from < last && !log.isKept(organizationId, from + 1);
    var source =
        new VisibleEvents(
            organizationId,
            () -> viewers.of(organizationId, userId, isAdmin),
            log,
            bells,
            json,
            lost ? last : from,
            lost);
    return EventStream.answer(places.open(source, userId, call));
  }
}
