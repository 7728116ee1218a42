package dev.haversack.contract.fetchxml;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.Filter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Filters as FetchXML text. For every filter {@code f} that the rules of filters allow, {@code
 * read(print(f)) = f}, and for every text {@code t} that can be read, {@code print(read(t))} is the
 * canonical text, which reading and printing leave as it is.
 */
public final class FetchXml {

  /** The longest text that is read, in characters. */
  public static final int LONGEST = 1_000_000;

  private FetchXml() {}

  /**
   * Reads a text: a {@code <filter>}, or a {@code <fetch>} with one. What says which columns, which
   * order and which page is read over.
   *
   * @param text the text
   * @param entity the entity that it filters; its attributes say of which type values are
   * @param entities all entities by name, for those that it links with
   */
  public static FetchXmlOutcome read(
      String text, EntityMetadata entity, Map<String, EntityMetadata> entities) {
    List<FetchXmlFault> faults = new ArrayList<>();
    XmlElement root = new XmlReader(faults).read(text);
    if (root == null) {
      return new FetchXmlOutcome.Refused(List.copyOf(faults));
    }
    FilterReader reader = new FilterReader(entity, entities, faults);
    Filter filter = reader.read(root);
    return filter == null || !faults.isEmpty()
        ? new FetchXmlOutcome.Refused(List.copyOf(faults))
        : new FetchXmlOutcome.Read(filter, reader.positions());
  }

  /**
   * Prints a filter as canonical text: {@code fetch}, {@code entity}, one {@code filter}, two
   * blanks per level.
   *
   * @param entity the logical name of the entity that it filters
   * @throws NotExpressibleException when a text in it has characters that XML does not know
   */
  public static String print(String entity, Filter filter) {
    return new FetchXmlPrinter().print(entity, filter);
  }
}
