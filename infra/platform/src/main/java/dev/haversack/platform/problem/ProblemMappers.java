package dev.haversack.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import dev.haversack.contract.model.FieldError;
import dev.haversack.contract.model.Problem;
import dev.haversack.platform.http.Answers;
import dev.haversack.platform.http.BrokenOffException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.RoutingContext;
import jakarta.validation.ConstraintViolationException;
import jakarta.validation.ElementKind;
import jakarta.validation.Path;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.UriInfo;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * The one place where exceptions become answers. Nothing of an internal cause leaves the service.
 */
public final class ProblemMappers {

  private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

  private static final int ID_LENGTH = 36;

  /** The place of what concerns the body as a whole. */
  private static final String BODY = "body";

  private static final String CONNECTION_EXCEPTION = "08";
  private static final String SHUTDOWN = "57P";

  /** Refusals by our own rules. */
  @ServerExceptionMapper
  public RestResponse<Problem> problem(ProblemException e) {
    var answer = Problems.answer(e.code(), e.getMessage(), e.errors());
    if (e.retryAfter() != null) {
      answer.getHeaders().putSingle("Retry-After", Math.max(1, e.retryAfter().toSeconds()));
    }
    return answer;
  }

  /** Bean Validation of bodies and parameters. */
  @ServerExceptionMapper
  public RestResponse<Problem> violations(ConstraintViolationException e) {
    List<FieldError> errors =
        e.getConstraintViolations().stream()
            .map(v ->
                new FieldError(
                    fieldOf(v.getPropertyPath()),
                    ProblemCode.INVALID_REQUEST.code(),
                    v.getMessage()))
            .sorted(java.util.Comparator.comparing(FieldError::field))
            .toList();
    return Problems.answer(
        ProblemCode.INVALID_REQUEST, "Values of the request are not allowed.", errors);
  }

  /**
   * Bodies that are not JSON, or not of the expected shape. The latter's class is named as well:
   * for it Quarkus has a mapper of its own, which would win as the closer one.
   */
  @ServerExceptionMapper(
      value = {JacksonException.class, MismatchedInputException.class},
      priority = 1)
  public RestResponse<Problem> unreadable(JacksonException e) {
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof ProblemException problem) {
        return problem(e instanceof JsonMappingException at ? placed(problem, at) : problem);
      }
    }
    String field = e instanceof JsonMappingException mapping ? fieldOf(mapping) : "";
    return Problems.answer(
        ProblemCode.MALFORMED_JSON,
        "The body cannot be read as the contract says.",
        List.of(new FieldError(field, ProblemCode.MALFORMED_JSON.code(), JsonFaults.message(e))));
  }

  /** No token, or one that is not valid. */
  @ServerExceptionMapper({UnauthorizedException.class, AuthenticationFailedException.class})
  public RestResponse<Problem> unauthenticated(Throwable e) {
    var answer = Problems.answer(ProblemCode.UNAUTHENTICATED, "Send a bearer token.", List.of());
    answer.getHeaders().putSingle("WWW-Authenticate", "Bearer");
    return answer;
  }

  /** A role is missing. */
  @ServerExceptionMapper
  public RestResponse<Problem> forbidden(ForbiddenException e) {
    return Problems.answer(
        ProblemCode.FORBIDDEN, "The token's roles do not allow this call.", List.of());
  }

  /**
   * What the REST layer itself refuses: unknown paths, methods, content types, unreadable bodies.
   */
  @ServerExceptionMapper
  public RestResponse<Problem> http(WebApplicationException e, UriInfo uri) {
    if (e.getCause() instanceof IllegalArgumentException unreadable) {
      String parameter = queryParameter(unreadable, uri);
      if (parameter != null) {
        return unreadableParameter(parameter);
      }
      if (e.getResponse().getStatus() == 404) {
        return Problems.answer(
            ProblemCode.NOT_FOUND,
            "A part of the path is not of the type that the contract names.",
            List.of());
      }
    }
    for (Throwable cause = e.getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException jackson) {
        return unreadable(jackson);
      }
      if (cause instanceof ProblemException problem) {
        return problem(problem);
      }
    }
    ProblemCode code = codeOf(e.getResponse().getStatus());
    if (code == ProblemCode.INTERNAL_ERROR) {
      LOG.error("Unexpected answer", e);
    }
    return Problems.answer(code, detailOf(code), List.of());
  }

  private static @Nullable String detailOf(ProblemCode code) {
    return switch (code) {
      case UNSUPPORTED_MEDIA_TYPE ->
          "Send the body with the Content-Type that the contract names for this call: application/json for all but imports.";
      case NOT_ACCEPTABLE -> "The contract names what this call answers with.";
      default -> null;
    };
  }

  /**
   * JAX-RS answers 404 to parameters that cannot be converted, be they of the path, where that is
   * right, or of the query. It does not say which one it was; the text that could not be converted
   * does.
   */
  private static @Nullable String queryParameter(IllegalArgumentException unreadable, UriInfo uri) {
    String message = String.valueOf(unreadable.getMessage());
    return uri.getQueryParameters().entrySet().stream()
        .filter(
            parameter -> parameter.getValue().stream().anyMatch(value -> isMeant(message, value)))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  private static boolean isMeant(String message, String value) {
    // Of what is longer than an id it says no more than that.
    return value.length() > ID_LENGTH && message.equals("UUID string too large")
        || !value.isEmpty() && message.contains(value);
  }

  private static RestResponse<Problem> unreadableParameter(String name) {
    return Problems.answer(
        ProblemCode.INVALID_REQUEST,
        "Values of the request are not allowed.",
        List.of(
            new FieldError(
                name,
                ProblemCode.INVALID_REQUEST.code(),
                "The value is not of the type that the contract names.")));
  }

  /**
   * Everything unforeseen: logged with its cause, answered without it. That a client has gone while
   * it was answered happens every day where networks are bad, and is no failure.
   */
  @ServerExceptionMapper
  public RestResponse<Problem> unforeseen(Throwable e) {
    if (isDatabaseAway(e)) {
      LOG.warnf("The database cannot be reached: %s", e);
      return problem(
          ProblemException.retryAfter(
              ProblemCode.NOT_READY,
              "The database cannot be reached just now. What can be sent again may be.",
              Duration.ofSeconds(1)));
    }
    if (clientHasGone(e)) {
      LOG.debug("The client has gone", e);
    } else {
      LOG.error("Unforeseen failure", e);
    }
    return Problems.answer(
        ProblemCode.INTERNAL_ERROR,
        "The call failed and changed nothing; the operator finds the cause by the trace id.",
        List.of());
  }

  /**
   * Of an answer that has begun nothing can be told any more, and it must not be ended as if it
   * were whole.
   */
  @ServerExceptionMapper
  public RestResponse<Problem> brokenOff(BrokenOffException e, RoutingContext call) {
    if (call.response().headWritten()) {
      Answers.breakOff(call.request());
    } else if (e.getCause() instanceof ProblemException problem) {
      return problem(problem);
    }
    return unforeseen(e);
  }

  /** It restarts, or hands over to another one. */
  private static boolean isDatabaseAway(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && sql.getSQLState() != null) {
        String state = sql.getSQLState();
        return state.startsWith(CONNECTION_EXCEPTION) || state.startsWith(SHUTDOWN);
      }
    }
    return false;
  }

  private static boolean clientHasGone(Throwable e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof HttpClosedException) {
        return true;
      }
    }
    return false;
  }

  private static ProblemCode codeOf(int status) {
    return switch (status) {
      case 400 -> ProblemCode.INVALID_REQUEST;
      case 401 -> ProblemCode.UNAUTHENTICATED;
      case 403 -> ProblemCode.FORBIDDEN;
      case 404 -> ProblemCode.NOT_FOUND;
      case 405 -> ProblemCode.METHOD_NOT_ALLOWED;
      case 406 -> ProblemCode.NOT_ACCEPTABLE;
      case 413 -> ProblemCode.TOO_LARGE;
      case 415 -> ProblemCode.UNSUPPORTED_MEDIA_TYPE;
      default -> ProblemCode.INTERNAL_ERROR;
    };
  }

  /** What reads single numbers does not know where they stand. */
  private static ProblemException placed(ProblemException problem, JsonMappingException at) {
    return ProblemException.of(
        problem.code(),
        String.valueOf(problem.getMessage()),
        problem.errors().stream()
            .map(error ->
                error.field().isEmpty()
                    ? new FieldError(fieldOf(at), error.code(), error.message())
                    : error)
            .toList());
  }

  private static String fieldOf(JsonMappingException e) {
    return e.getPath().stream()
        .map(r -> r.getFieldName() == null ? "[" + r.getIndex() + "]" : "." + r.getFieldName())
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String fieldOf(Path path) {
    return isBody(path) ? BODY : withoutMethodAndParameter(path.toString());
  }

  /** Of a body that is missing, the path names the parameter of the method that would take it. */
  private static boolean isBody(Path path) {
    List<Path.Node> nodes = new ArrayList<>();
    path.forEach(nodes::add);
    if (nodes.size() != 2 || nodes.getLast().getKind() != ElementKind.PARAMETER) {
      return false;
    }
    int index = nodes.getLast().as(Path.ParameterNode.class).getParameterIndex();
    Class<?> type = nodes.getFirst().as(Path.MethodNode.class).getParameterTypes().get(index);
    return type.getPackageName().equals(Problem.class.getPackageName()) && !type.isEnum();
  }

  private static String withoutMethodAndParameter(String path) {
    String[] parts = path.split("\\.", 3);
    String field = parts.length == 3 ? parts[2] : parts[parts.length - 1];
    return field.replaceAll("\\.?<(map value|map key|list element)>", "");
  }
}
