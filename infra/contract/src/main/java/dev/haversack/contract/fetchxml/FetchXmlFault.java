package dev.haversack.contract.fetchxml;

/**
 * Why a text is no filter.
 *
 * @param kind the kind of fault
 * @param message what is wrong and what is allowed
 * @param position where
 */
public record FetchXmlFault(Kind kind, String message, Position position) {

  /** The kinds of faults. */
  public enum Kind {
    /** It is no well-formed XML, or has a document type. */
    MALFORMED,
    /** It is too long, too deep, or has too many elements. */
    TOO_LARGE,
    /** There is no filter in it. */
    NO_FILTER,
    /** It is about another entity. */
    OTHER_ENTITY,
    /** It looks at other entities in a way that filters cannot. */
    LINKED_ENTITY,
    /** It is FetchXML of which filters know nothing, or none at all. */
    NOT_SUPPORTED,
    /** There is no such operator. */
    UNKNOWN_OPERATOR,
    /** The entity has no such attribute. */
    UNKNOWN_ATTRIBUTE,
    /** A value is not of the attribute's type. */
    WRONG_TYPE
  }
}
