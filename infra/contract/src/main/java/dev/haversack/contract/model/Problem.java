package dev.haversack.contract.model;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An RFC 9457 problem document.
 *
 * @param type a URI of the kind of problem
 * @param title the kind of problem in a few words
 * @param status the HTTP status
 * @param code the stable code to program against
 * @param detail what is wrong this time, and what is allowed
 * @param publishedCode the hex code that Dynamics 365 publishes for the same fault
 * @param traceId the trace to look for in the logs
 * @param errors the findings of a validation
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
    String type,
    String title,
    int status,
    String code,
    @Nullable String detail,
    @Nullable String publishedCode,
    @Nullable String traceId,
    @Nullable List<FieldError> errors) {}
