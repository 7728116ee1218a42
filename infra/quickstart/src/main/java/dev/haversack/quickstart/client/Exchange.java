package dev.haversack.quickstart.client;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A call and its answer, as they went over the wire. Streams are not kept: their text is left out.
 *
 * @param method the HTTP method
 * @param uri the whole URL
 * @param requestBody what was sent
 * @param status the answer's status
 * @param answerBody what was answered
 */
public record Exchange(
    String method,
    URI uri,
    @Nullable String requestBody,
    int status,
    @Nullable String answerBody) {}
