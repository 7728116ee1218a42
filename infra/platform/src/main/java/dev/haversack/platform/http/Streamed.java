package dev.haversack.platform.http;

import jakarta.ws.rs.core.StreamingOutput;

/** An answer that is written as it comes; see {@link StreamedBodyWriter}. */
public interface Streamed extends StreamingOutput {}
