package dev.haversack.platform.problem;

import org.jspecify.annotations.Nullable;

/**
 * The one table of errors: stable code, HTTP status, title, what to do about it, and the code that
 * Dynamics 365 publishes for the same fault (sections 1.4, 2.4 and 3.4 of the facts).
 */
public enum ProblemCode {
  INVALID_REQUEST(400, "The request is not valid", "Correct the fields that `errors` names."),
  MALFORMED_JSON(
      400,
      "The body cannot be read",
      "Send JSON as the contract says: each name once, and numbers, texts and truth values as what they are; `errors` names the place."),
  INVALID_CURSOR(
      400,
      "The cursor is not valid",
      "Use the `nextCursor` of the page before, unchanged, or begin again without one."),
  UNAUTHENTICATED(401, "A valid token is needed", "Get a new token from the issuer."),
  FORBIDDEN(
      403,
      "Not allowed for this caller",
      "Call with a token that carries one of the roles that the contract names."),
  ORGANIZATION_MISSING(
      403,
      "The token names no organization",
      "Let the issuer put the claim `organization` into the token."),
  USER_MISSING(
      403,
      "The token names no user of the organization",
      "Let the issuer put the user's id into `sub` or `haversack_user`, and add the user to the directory."),
  PRIVILEGE_DENIED(
      403,
      "The user's roles do not allow this",
      "Give the user a role with the privilege, or leave it.",
      "0x80040220"),
  NOT_FOUND(
      404,
      "There is no such thing",
      "Check the id; an id of another organization is not found either.",
      "0x80040217"),
  NO_DATASET(
      404,
      "No published profile is assigned to the user",
      "Assign a published profile to the user or to a team of his."),
  METHOD_NOT_ALLOWED(
      405, "This cannot be done here", "See the contract for what can be done here."),
  NOT_ACCEPTABLE(
      406,
      "None of the accepted content types can be produced",
      "Accept one of the content types of the contract."),
  CONFLICT(
      409, "The present state does not allow this", "Read the present state and decide again."),
  IN_USE(409, "Something else still needs this", "Remove what needs it first."),
  DUPLICATE_RECORD(
      409,
      "A record with this id exists already",
      "Use another id, or update the record.",
      "0x80040237"),
  DUPLICATE_NAME(409, "The name is taken", "Choose another name."),
  SEQUENCE_GAP(
      409,
      "The batch does not continue the device's sequence",
      "Upload from the expected sequence number on."),
  SEQUENCE_REUSED(
      409,
      "A sequence number was used for another action",
      "The device lost track of its queue: ask for its state and go on from there."),
  ACTION_ID_REUSED(
      409,
      "An action id was used for another action",
      "Give every action an id of its own; send the same action unchanged."),
  BATCH_ID_REUSED(
      409,
      "A batch id was used for another batch",
      "Give every batch an id of its own; send the same batch unchanged."),
  ALREADY_RESOLVED(
      409,
      "Somebody resolved this already",
      "Read the sync error again: it shows who decided what."),
  ATTEMPT_CLOSED(
      409,
      "A later attempt of the action was decided already",
      "Nothing: what the request asked for was settled without it. When a device's queue meets it, replay-service's database is the older one, and it goes on with later attempts by itself."),
  DATASET_TOKEN_INVALID(
      410,
      "The dataset token cannot be used any more",
      "Start with a snapshot; unsent actions stay as they are."),
  VERSION_MISMATCH(
      412,
      "The present state is another one",
      "Read the present state and repeat the change with its ETag.",
      "0x80060882"),
  TOO_LARGE(413, "The body is too large", "Send less at once."),
  UNSUPPORTED_MEDIA_TYPE(
      415, "The content type is not supported", "Send one of the content types of the contract."),
  VALIDATION_FAILED(422, "Rules are broken", "Correct what `errors` names."),
  UNKNOWN_ENTITY(422, "Unknown entity", "Check the name, or define the entity."),
  UNKNOWN_ATTRIBUTE(
      422, "Unknown attribute", "Check the name, or add the attribute to the entity."),
  READ_ONLY_ATTRIBUTE(422, "The attribute is kept by the server", "Leave the attribute out."),
  SECURED_ATTRIBUTE(
      422,
      "The attribute is secured",
      "Leave the attribute out; administrators see and set it, and only online."),
  READ_ONLY_ENTITY(
      422, "Records of this entity are kept by the server", "Change the directory instead."),
  NOT_SHAREABLE(
      422, "Records of the entity cannot be shared", "Share records of entities that are owned."),
  WRONG_TYPE(
      422, "A value is not of the attribute's type", "Send a value of the attribute's type."),
  TOO_LONG(422, "A text is too long", "Shorten the text to the allowed length.", "0x80044331"),
  OUT_OF_RANGE(422, "A value is out of range", "Send a value within the range."),
  UNKNOWN_CHOICE(422, "A value is not among the choices", "Send one of the attribute's choices."),
  INVALID_STATE(
      422, "State and status do not belong together", "Send a status that belongs to the state."),
  MISSING_REQUIRED(422, "A required value is missing", "Send a value."),
  UNKNOWN_REFERENCE(
      422,
      "A referenced record does not exist",
      "Create the referenced record first, or correct the id."),
  INVALID_FILTER(422, "A filter cannot be used", "Correct the conditions that `errors` names."),
  INVALID_PROFILE(
      422, "The profile cannot be published", "Correct all findings and publish again."),
  INVALID_IMPORT(
      422,
      "Lines of the import are not valid",
      "Correct the lines that `errors` names and import the whole again."),
  UNKNOWN_COMMAND(
      422,
      "The command does not apply to records of this entity",
      "Give it to a record of an entity that the command is made for."),
  NOT_OPEN(
      422,
      "The record is closed",
      "Read its present state; open it again first where that is wanted."),
  NEEDS_COMMAND(
      422,
      "Only a command leads to this state",
      "Resubmit without the state, or give the action up, and send the command that `errors` names."),
  INCIDENT_CLOSED(
      422, "The case is closed already", "Nothing, or open it again first.", "0x80044411"),
  OPEN_ACTIVITIES(
      422,
      "The case has open activities",
      "Complete or cancel the activities that regard the case, and resubmit.",
      "0x8004440a"),
  OPEN_CHILD_CASES(
      422,
      "The case has open child cases",
      "Close the cases below it, and resubmit.",
      "0x8004F456"),
  NOT_MANY_TO_MANY(
      422,
      "Records of this entity are no pairs",
      "Associate records by an entity that is marked as `intersect`; others are created and deleted."),
  WRONG_PAIR_ID(
      422,
      "The id is not that of the pair",
      "Compute the id from the two records as the contract says (`associate`); `errors` names the right one."),
  PROCESS_NOT_OFFLINE(
      422,
      "The process flow does not work offline",
      "Leave it: instances of flows that lead to other entities, or have child flows, are made and changed online only.",
      "0x80060462"),
  PROCESS_DRAFT(
      422,
      "The process flow is not in use yet",
      "Put the flow into use first: `draft` of its definition."),
  STAGE_NOT_REACHABLE(
      422,
      "The process cannot go to this stage from where it is",
      "Read the instance: it may be in another stage by now. Choose one that follows or was gone through."),
  REQUIRED_STEP_MISSING(
      422,
      "A required step of the stage has no value",
      "Fill in the attributes that `errors` names, and resubmit.",
      "0x8006041a"),
  PROCESS_RUNNING(
      422,
      "The record goes through this process already",
      "Go on with the instance that there is, or finish or give it up first.",
      "0x80060373"),
  RESOLUTION_NOT_APPLICABLE(
      422,
      "This error cannot be resolved that way",
      "Choose one of the `allowedResolutions` of the error."),
  TOO_MANY_ACTIONS(
      429,
      "The device, or all of the organization's, upload faster than the settings allow",
      "Send the same batch again after `Retry-After`; administrators find the limits in the organization's `uploadLimits`."),
  INTERNAL_ERROR(
      500,
      "Something went wrong on the server",
      "Try again; if it stays, look for the trace id in the logs."),
  BUSY(
      503,
      "Too many such calls at once",
      "Try again after `Retry-After`; if it stays, add instances or allow more at once."),
  NOT_READY(503, "The service cannot answer this yet", "Try again after `Retry-After`.");

  private final int status;
  private final String title;
  private final String advice;
  private final @Nullable String publishedCode;

  ProblemCode(int status, String title, String advice) {
    this(status, title, advice, null);
  }

  ProblemCode(int status, String title, String advice, @Nullable String publishedCode) {
    this.status = status;
    this.title = title;
    this.advice = advice;
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

  /** What the caller, or the operator, can do about it. */
  public String advice() {
    return advice;
  }

  /** The hex code that Dynamics 365 publishes for the same fault, or null. */
  public @Nullable String publishedCode() {
    return publishedCode;
  }
}
