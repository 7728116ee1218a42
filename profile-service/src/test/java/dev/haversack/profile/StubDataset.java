package dev.haversack.profile;

import com.sun.net.httpserver.HttpExchange;
import dev.haversack.contract.model.LargeDataset;
import dev.haversack.contract.model.ProfileSize;
import dev.haversack.contract.model.ProfileSizeRequest;
import dev.haversack.testing.StubServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * dataset-service as far as profile-service knows it: nobody has too many records, unless it is
 * told otherwise of an organization.
 */
public final class StubDataset extends StubServer {

  private static final Answer GOOD = new Answer(200, new ProfileSize(null));

  private static final Answer BROKEN = new Answer(0, new ProfileSize(null));

  private static final byte[] PROBLEM =
      "{\"title\": \"Not now\", \"detail\": \"It counts sheep.\"}".getBytes(StandardCharsets.UTF_8);

  private static StubDataset started;

  private final Map<UUID, Function<ProfileSizeRequest, Answer>> behaviors =
      new ConcurrentHashMap<>();
  private final Map<UUID, List<ProfileSizeRequest>> asked = new ConcurrentHashMap<>();

  private record Answer(int status, ProfileSize size) {}

  private StubDataset() {
    super("dataset");
  }

  /** The stub. */
  public static synchronized StubDataset get() {
    if (started == null) {
      started = new StubDataset();
    }
    return started;
  }

  /** What it was asked about an organization. */
  public List<ProfileSizeRequest> asked(UUID organization) {
    return asked.computeIfAbsent(organization, o -> new CopyOnWriteArrayList<>());
  }

  /** From now on a user would have so many. */
  public void tooLarge(UUID organization, UUID userId, long records) {
    behaviors.put(
        organization,
        request -> new Answer(200, new ProfileSize(new LargeDataset(userId, records, 5L))));
  }

  /** From now on it answers nothing but a status. */
  public void fails(UUID organization, int status) {
    behaviors.put(organization, request -> new Answer(status, new ProfileSize(null)));
  }

  /** Answers 503 so many times, and does something before it answers well. */
  public void afterTries(UUID organization, int tries, Runnable before) {
    behaviors.put(
        organization,
        request -> {
          if (asked(organization).size() <= tries) {
            return new Answer(503, new ProfileSize(null));
          }
          behaviors.remove(organization);
          before.run();
          return GOOD;
        });
  }

  /** Does something before each answer. */
  public void each(UUID organization, Consumer<ProfileSizeRequest> before) {
    behaviors.put(
        organization,
        request -> {
          before.accept(request);
          return GOOD;
        });
  }

  /** Breaks the connection so many times. */
  public void breaks(UUID organization, int times) {
    behaviors.put(organization, request -> asked(organization).size() <= times ? BROKEN : GOOD);
  }

  @Override
  protected void handle(HttpExchange exchange, UUID organization) throws IOException {
    ProfileSizeRequest request =
        JSON.readValue(exchange.getRequestBody().readAllBytes(), ProfileSizeRequest.class);
    asked(organization).add(request);
    Answer answer = behaviors.getOrDefault(organization, r -> GOOD).apply(request);
    if (answer == BROKEN) {
      return;
    }
    byte[] body = answer.status() == 200 ? JSON.writeValueAsBytes(answer.size()) : PROBLEM;
    answer(exchange, answer.status(), body);
  }
}
