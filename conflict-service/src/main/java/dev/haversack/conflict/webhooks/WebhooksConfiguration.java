package dev.haversack.conflict.webhooks;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How webhooks are told. */
@ConfigMapping(prefix = "haversack.conflict.webhooks")
interface WebhooksConfiguration {

  /** Whether http, and addresses inside private networks, may be posted to. */
  @WithDefault("false")
  boolean allowPrivate();

  /** How often to look for what is due; what happens here is told at once. */
  @WithDefault("1s")
  Duration pollInterval();

  /** How many webhooks are told at once: a slow receiver keeps only one of these busy. */
  @WithDefault("4")
  int senders();

  /** How long a receiver may take. */
  @WithDefault("10s")
  Duration timeout();

  /** The pause after a first failure; doubled with each further one. */
  @WithDefault("5s")
  Duration firstRetry();

  /** The longest pause. */
  @WithDefault("1h")
  Duration longestRetry();
}
