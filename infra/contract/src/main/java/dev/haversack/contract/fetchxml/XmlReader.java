package dev.haversack.contract.fetchxml;

import dev.haversack.contract.fetchxml.FetchXmlFault.Kind;
import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Reads XML of strangers: without document types and external entities, so that nothing is fetched
 * and nothing expands, and within limits, so that neither memory nor the stack runs out.
 */
final class XmlReader {

  /** A filter nests 20 levels deep, below fetch and entity, and around a condition's value. */
  private static final int DEEPEST = 30;

  /** 500 conditions with 500 values each would be more; nobody writes them by hand or by tool. */
  private static final int MOST_ELEMENTS = 20_000;

  private static final XMLInputFactory FACTORY = factory();

  private final List<FetchXmlFault> faults;
  private final Deque<XmlElement> open = new ArrayDeque<>();
  private @Nullable XmlElement root;
  private int elements;

  XmlReader(List<FetchXmlFault> faults) {
    this.faults = faults;
  }

  /** The text's element, or null when it cannot be read; the faults say why. */
  @Nullable XmlElement read(String text) {
    if (text.length() > FetchXml.LONGEST) {
      return refuse(
          Kind.TOO_LARGE,
          "A text has at most " + FetchXml.LONGEST + " characters.",
          new Position(1, 1));
    }
    if (text.isBlank()) {
      return refuse(Kind.NO_FILTER, "There is no filter.", new Position(1, 1));
    }
    try {
      return read(FACTORY.createXMLStreamReader(new StringReader(text)));
    } catch (XMLStreamException e) {
      return refuse(Kind.MALFORMED, message(e), position(e.getLocation()));
    }
  }

  private @Nullable XmlElement read(XMLStreamReader xml) throws XMLStreamException {
    Position start = position(xml.getLocation());
    while (xml.hasNext()) {
      boolean goesOn =
          switch (xml.next()) {
            case XMLStreamConstants.START_ELEMENT -> opened(xml, start);
            case XMLStreamConstants.END_ELEMENT -> closed();
            case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> characters(xml);
            case XMLStreamConstants.DTD -> refused("A document type is not allowed.", start);
            case XMLStreamConstants.ENTITY_REFERENCE ->
                refused("There is no entity \"%s\".".formatted(xml.getLocalName()), start);
            default -> true;
          };
      if (!goesOn) {
        return null;
      }
      start = next(xml);
    }
    return root;
  }

  private boolean opened(XMLStreamReader xml, Position start) {
    elements++;
    if (open.size() == DEEPEST || elements > MOST_ELEMENTS) {
      refuse(
          Kind.TOO_LARGE,
          "A text has at most %d elements, at most %d in each other."
              .formatted(MOST_ELEMENTS, DEEPEST),
          start);
      return false;
    }
    XmlElement element =
        new XmlElement(
            xml.getLocalName(), attributes(xml), new ArrayList<>(), new StringBuilder(), start);
    if (open.isEmpty()) {
      root = element;
    } else {
      open.getLast().children().add(element);
    }
    open.addLast(element);
    return true;
  }

  private static Map<String, String> attributes(XMLStreamReader xml) {
    Map<String, String> attributes = new LinkedHashMap<>();
    for (int i = 0; i < xml.getAttributeCount(); i++) {
      attributes.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
    }
    return attributes;
  }

  private boolean closed() {
    open.removeLast();
    return true;
  }

  private boolean characters(XMLStreamReader xml) {
    if (!open.isEmpty()) {
      open.getLast().text().append(xml.getText());
    }
    return true;
  }

  private boolean refused(String message, Position start) {
    refuse(Kind.MALFORMED, message, start);
    return false;
  }

  private @Nullable XmlElement refuse(Kind kind, String message, Position position) {
    faults.add(new FetchXmlFault(kind, message, position));
    return null;
  }

  private static Position position(Location location) {
    return new Position(
        Math.max(1, location.getLineNumber()), Math.max(1, location.getColumnNumber()));
  }

  /** Where the next event begins; after characters the parser has taken the "<" already. */
  private static Position next(XMLStreamReader xml) {
    Position now = position(xml.getLocation());
    return xml.getEventType() == XMLStreamConstants.CHARACTERS && now.column() > 1
        ? new Position(now.line(), now.column() - 1)
        : now;
  }

  /** The parser's message without the place, which the fault has already. */
  private static String message(XMLStreamException e) {
    String message = String.valueOf(e.getMessage());
    int after = message.indexOf("Message: ");
    return "No well-formed XML: "
        + (after < 0 ? message : message.substring(after + "Message: ".length()));
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    // FetchXML has no namespaces; a prefix is a part of a name that nobody knows.
    factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
    factory.setProperty(XMLInputFactory.IS_REPLACING_ENTITY_REFERENCES, false);
    factory.setXMLResolver((publicId, systemId, base, namespace) -> {
      throw new XMLStreamException("External entities are not allowed.");
    });
    return factory;
  }
}
