package dev.haversack.profile.fetchxml;

import dev.haversack.contract.fetchxml.FetchXmlFault;
import dev.haversack.contract.fetchxml.Position;
import dev.haversack.contract.model.FieldError;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import dev.haversack.profile.findings.FindingCode;
import dev.haversack.profile.findings.Findings;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Findings about a text name the place in the text. */
final class FetchXmlFindings {

  private static final String TREE = "filter";

  private FetchXmlFindings() {}

  /** The problem of a text that is no filter. */
  static ProblemException refused(List<FetchXmlFault> faults) {
    Findings findings = new Findings();
    faults.forEach(
        fault -> findings.error(field(fault.position()), code(fault.kind()), fault.message()));
    return ProblemException.of(
        ProblemCode.INVALID_FILTER, "The text is no filter.", findings.errors());
  }

  /**
   * Refuses a text whose tree breaks rules.
   *
   * @param findings findings with places below {@code filter}
   * @param positions where the parts of the tree stand in the text
   */
  static void refuse(Findings findings, Map<String, Position> positions) {
    if (findings.hasErrors()) {
      throw ProblemException.of(
          ProblemCode.INVALID_FILTER,
          "The filter breaks rules.",
          findings.errors().stream().map(error -> placed(error, positions)).toList());
    }
  }

  private static FieldError placed(FieldError error, Map<String, Position> positions) {
    String place = error.field().substring(TREE.length());
    while (!positions.containsKey(place) && !place.isEmpty()) {
      place = place.substring(0, Math.max(0, place.lastIndexOf('.')));
    }
    Position position = Objects.requireNonNull(positions.get(place));
    return new FieldError(field(position), error.code(), error.message(), error.publishedCode());
  }

  private static String field(Position position) {
    return "fetchXml:" + position.line() + ":" + position.column();
  }

  private static FindingCode code(FetchXmlFault.Kind kind) {
    return switch (kind) {
      case MALFORMED -> FindingCode.MALFORMED_XML;
      case TOO_LARGE -> FindingCode.XML_TOO_LARGE;
      case NO_FILTER -> FindingCode.FILTER_NEEDED;
      case OTHER_ENTITY -> FindingCode.OTHER_ENTITY;
      case LINKED_ENTITY -> FindingCode.LINKED_ENTITY_NOT_ALLOWED;
      case NOT_SUPPORTED -> FindingCode.NOT_SUPPORTED;
      case UNKNOWN_OPERATOR -> FindingCode.UNKNOWN_OPERATOR;
      case UNKNOWN_ATTRIBUTE -> FindingCode.UNKNOWN_ATTRIBUTE;
      case WRONG_TYPE -> FindingCode.WRONG_TYPE;
    };
  }
}
