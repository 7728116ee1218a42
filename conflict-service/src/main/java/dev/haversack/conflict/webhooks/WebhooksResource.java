package dev.haversack.conflict.webhooks;

import dev.haversack.contract.api.WebhooksApi;
import dev.haversack.contract.model.Webhook;
import dev.haversack.contract.model.WebhookList;
import dev.haversack.platform.identity.Caller;
import dev.haversack.platform.identity.Roles;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Webhooks for administrators. */
@RunOnVirtualThread
class WebhooksResource implements WebhooksApi {

  private final Caller caller;
  private final Webhooks webhooks;

  WebhooksResource(Caller caller, Webhooks webhooks) {
    this.caller = caller;
    this.webhooks = webhooks;
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<WebhookList> listWebhooks() {
    return RestResponse.ok(new WebhookList(webhooks.list(caller.organizationId())));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Webhook> getWebhook(UUID id) {
    return RestResponse.ok(webhooks.get(caller.organizationId(), id));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Webhook> putWebhook(UUID id, Webhook webhook) {
    boolean created = webhooks.put(caller.organizationId(), id, webhook);
    return RestResponse.status(
        created ? RestResponse.Status.CREATED : RestResponse.Status.OK,
        webhooks.get(caller.organizationId(), id));
  }

  @Override
  @RolesAllowed(Roles.ADMIN)
  public RestResponse<Void> deleteWebhook(UUID id) {
    webhooks.delete(caller.organizationId(), id);
    return RestResponse.noContent();
  }
}
