package dev.haversack.replay.testing;

import com.sun.net.httpserver.HttpExchange;
import dev.haversack.contract.model.Reports;
import dev.haversack.contract.model.SettledReport;
import dev.haversack.contract.model.SyncErrorReport;
import dev.haversack.testing.StubServer;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** conflict-service as far as replay-service knows it; told to, it is down. */
public final class StubConflict extends StubServer {

  private static StubConflict started;

  private final List<SyncErrorReport> failed = new CopyOnWriteArrayList<>();
  private final List<SettledReport> settled = new CopyOnWriteArrayList<>();
  private final List<String> order = new CopyOnWriteArrayList<>();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean down;

  private StubConflict() {
    super("conflict");
  }

  /** The stub, as if newly started. */
  public static synchronized StubConflict fresh() {
    if (started == null) {
      started = new StubConflict();
    }
    started.failed.clear();
    started.settled.clear();
    started.order.clear();
    started.refused.set(0);
    started.down = false;
    return started;
  }

  /** Whether calls are answered with 503. */
  public void down(boolean isDown) {
    down = isDown;
  }

  /** How many calls were answered with 503. */
  public int refused() {
    return refused.get();
  }

  /** The reports about this action that failed. */
  public List<SyncErrorReport> failed(UUID actionId) {
    return failed.stream().filter(r -> r.errorId().equals(actionId)).toList();
  }

  /** The reports about this action that was settled. */
  public List<SettledReport> settled(UUID actionId) {
    return settled.stream().filter(r -> r.errorId().equals(actionId)).toList();
  }

  /** Kind and action of all reports, in the order in which they came. */
  public List<String> order() {
    return order;
  }

  @Override
  protected void handle(HttpExchange exchange, UUID organization) throws IOException {
    byte[] body = exchange.getRequestBody().readAllBytes();
    if (down) {
      refused.incrementAndGet();
      answer(exchange, 503, new byte[0]);
      return;
    }
    Reports reports = JSON.readValue(body, Reports.class);
    for (SyncErrorReport report : reports.failed()) {
      failed.add(report);
      order.add("failed " + report.attempt() + " " + report.errorId());
    }
    for (SettledReport report : reports.settled()) {
      settled.add(report);
      order.add("settled " + report.errorId());
    }
    answer(exchange, 204, new byte[0]);
  }
}
