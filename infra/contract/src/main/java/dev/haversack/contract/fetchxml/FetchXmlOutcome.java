package dev.haversack.contract.fetchxml;

import dev.haversack.contract.model.Filter;
import java.util.List;
import java.util.Map;

/** What came of reading a text. */
public sealed interface FetchXmlOutcome {

  /**
   * The text is a filter.
   *
   * @param filter the filter as a tree
   * @param positions where each of its parts stands in the text, by the part's place in the tree:
   *     the empty text is the whole, {@code .and[0]} its first part
   */
  record Read(Filter filter, Map<String, Position> positions) implements FetchXmlOutcome {}

  /**
   * The text is no filter.
   *
   * @param faults all that is wrong with it, in the order of the text
   */
  record Refused(List<FetchXmlFault> faults) implements FetchXmlOutcome {}
}
