package dev.haversack.profile.answers;

import dev.haversack.platform.http.ETags;
import java.net.URI;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Builds answers with entity tags. */
public final class Answers {

  private static final String ETAG = "ETag";

  private Answers() {}

  /** 200 with the thing, or 304 when the caller has it already. */
  public static <T> RestResponse<T> of(Versioned<T> found, @Nullable String ifNoneMatch) {
    ResponseBuilder<T> answer =
        ETags.matches(ifNoneMatch, found.version())
            ? ResponseBuilder.notModified()
            : ResponseBuilder.ok(found.value());
    return answer.header(ETAG, ETags.of(found.version())).build();
  }

  /** 201 with the place where it is now, or 200 when it was there before. */
  public static <T> RestResponse<T> of(Stored<T> stored, String path) {
    ResponseBuilder<T> answer =
        stored.created()
            ? ResponseBuilder.<T>created(URI.create(path)).entity(stored.value())
            : ResponseBuilder.ok(stored.value());
    return answer.header(ETAG, ETags.of(stored.version())).build();
  }

  /** 201 for what never changes again. */
  public static <T> RestResponse<T> created(T value, String path) {
    return ResponseBuilder.<T>created(URI.create(path)).entity(value).build();
  }

  /** 204. */
  public static RestResponse<Void> gone() {
    return RestResponse.noContent();
  }
}
