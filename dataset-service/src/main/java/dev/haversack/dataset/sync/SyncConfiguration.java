package dev.haversack.dataset.sync;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How datasets are handed out. */
@ConfigMapping(prefix = "haversack.dataset")
interface SyncConfiguration {

  /** A key that everybody knows; start-up refuses it in production. */
  String DEMO_KEY = "demo-key-of-haversack-never-use-it-in-production";

  /**
   * The secret that dataset tokens are signed with: at least 32 characters, the same on all
   * instances. A new one makes every device start with a snapshot.
   */
  @WithDefault(DEMO_KEY)
  String tokenKey();

  /**
   * Snapshots and deltas that are read at once: fewer than the database connections of an instance,
   * so that slow clients leave some to all else.
   */
  @WithDefault("12")
  int mostStreams();

  /**
   * How many of them one user may read: some devices of his at once, and not so many that he keeps
   * out all others.
   */
  @WithDefault("4")
  int mostStreamsOfUser();

  /**
   * How long a request waits for a place among them before it is answered 503. A short burst passes
   * within it; longer, a device had better come again than hold a connection.
   */
  @WithDefault("2s")
  Duration longestWait();

  /**
   * Requests that wait for something new, on this instance. They hold no connection, but all look
   * when their organization goes on.
   */
  @WithDefault("2000")
  int mostWaiting();

  /** How many of them may be one user's: one for each device of his, and some that he lost. */
  @WithDefault("8")
  int mostWaitingOfUser();
}
