package dev.haversack.platform.problem;

import org.jspecify.annotations.Nullable;

/**
 * The one table of errors: stable code, HTTP status, title, and the code that Dynamics 365
 * publishes for the same fault (sections 1.4, 2.4 and 3.4 of the facts).
 */
public enum ProblemCode {
  INVALID_REQUEST(400, "The request is not valid"),
  MALFORMED_JSON(400, "The body cannot be read"),
  INVALID_CURSOR(400, "The cursor is not valid"),
  UNAUTHENTICATED(401, "A valid token is needed"),
  FORBIDDEN(403, "Not allowed for this caller"),
  ORGANIZATION_MISSING(403, "The token names no organization"),
  USER_MISSING(403, "The token names no user of the organization"),
  PRIVILEGE_DENIED(403, "The user's roles do not allow this", "0x80040220"),
  NOT_FOUND(404, "There is no such thing", "0x80040217"),
  METHOD_NOT_ALLOWED(405, "This cannot be done here"),
  NOT_ACCEPTABLE(406, "None of the accepted content types can be produced"),
  CONFLICT(409, "The present state does not allow this"),
  IN_USE(409, "Something else still needs this"),
  DUPLICATE_RECORD(409, "A record with this id exists already", "0x80040237"),
  DUPLICATE_NAME(409, "The name is taken"),
  SEQUENCE_GAP(409, "The batch does not continue the device's sequence"),
  SEQUENCE_REUSED(409, "A sequence number was used for another action"),
  ACTION_ID_REUSED(409, "An action id was used for another action"),
  ALREADY_RESOLVED(409, "Somebody resolved this already"),
  DATASET_TOKEN_INVALID(410, "The dataset token cannot be used any more"),
  VERSION_MISMATCH(412, "The present state is another one", "0x80060882"),
  TOO_LARGE(413, "The body is too large"),
  UNSUPPORTED_MEDIA_TYPE(415, "The content type is not supported"),
  VALIDATION_FAILED(422, "Rules are broken"),
  UNKNOWN_ENTITY(422, "Unknown entity"),
  UNKNOWN_ATTRIBUTE(422, "Unknown attribute"),
  READ_ONLY_ATTRIBUTE(422, "The attribute is kept by the server"),
  READ_ONLY_ENTITY(422, "Records of this entity are kept by the server"),
  WRONG_TYPE(422, "A value is not of the attribute's type"),
  TOO_LONG(422, "A text is too long", "0x80044331"),
  OUT_OF_RANGE(422, "A value is out of range"),
  UNKNOWN_CHOICE(422, "A value is not among the choices"),
  INVALID_STATE(422, "State and status do not belong together"),
  MISSING_REQUIRED(422, "A required value is missing"),
  UNKNOWN_REFERENCE(422, "A referenced record does not exist"),
  INVALID_FILTER(422, "A filter cannot be used"),
  INVALID_PROFILE(422, "The profile cannot be published"),
  INVALID_IMPORT(422, "Lines of the import are not valid"),
  RESOLUTION_NOT_APPLICABLE(422, "This error cannot be resolved that way"),
  PRECONDITION_REQUIRED(428, "If-Match is needed", "0x8006088D"),
  INTERNAL_ERROR(500, "Something went wrong on the server"),
  NOT_READY(503, "The service cannot answer this yet");

  private final int status;
  private final String title;
  private final @Nullable String publishedCode;

  ProblemCode(int status, String title) {
    this(status, title, null);
  }

  ProblemCode(int status, String title, @Nullable String publishedCode) {
    this.status = status;
    this.title = title;
    this.publishedCode = publishedCode;
  }

  /** The stable code, for instance {@code unknown-attribute}. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
  }

  /** The HTTP status. */
  public int status() {
    return status;
  }

  /** The kind of problem in a few words. */
  public String title() {
    return title;
  }

  /** The hex code that Dynamics 365 publishes for the same fault, or null. */
  public @Nullable String publishedCode() {
    return publishedCode;
  }
}
