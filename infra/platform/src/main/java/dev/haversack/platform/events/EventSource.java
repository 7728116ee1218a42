package dev.haversack.platform.events;

import java.time.Duration;
import java.util.List;

/** Where the events of one stream come from. Used by one thread. */
public interface EventSource {

  /**
   * What is new; waits for it.
   *
   * @param longest how long to wait at most
   * @return the next events; none when nothing happened in that time
   */
  List<ServerEvent> next(Duration longest);

  /** The place in the stream after everything that was looked at, events for others included. */
  String position();
}
