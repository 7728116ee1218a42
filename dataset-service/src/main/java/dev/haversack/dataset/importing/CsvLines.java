package dev.haversack.dataset.importing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.FieldError;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;

/** CSV with a header line of attribute names; an empty field is no value. */
final class CsvLines implements ImportLines {

  private static final String ID = "id";
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final RecordLimit limit;
  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final EntityModel entity;
  private final List<String> header;
  private boolean broken;

  /**
   * Lines of a body.
   *
   * @param longest the most characters of a record, which may well have several lines
   */
  CsvLines(InputStream body, EntityModel entity, long longest) throws IOException {
    var decoder =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.limit = new RecordLimit(new InputStreamReader(body, decoder), longest);
    this.parser = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(true).get().parse(limit);
    this.records = parser.iterator();
    this.entity = entity;
    this.header = readHeader();
  }

  @Override
  public @Nullable ImportLine next() {
    long number = parser.getCurrentLineNumber() + 1;
    limit.nextRecord();
    try {
      if (broken || !records.hasNext()) {
        return null;
      }
      CSVRecord fields = records.next();
      return fields.size() == header.size()
          ? read(number, fields)
          : new ImportLine.Unreadable(
              number,
              "",
              "The line has " + fields.size() + " fields, the header " + header.size() + ".");
    } catch (UncheckedIOException | IllegalStateException e) {
      return brokenAt(number);
    }
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }

  /** After a quote that never ends nothing that follows can be trusted. */
  private ImportLine brokenAt(long number) {
    broken = true;
    return new ImportLine.Unreadable(
        number,
        "",
        limit.isExceeded()
            ? "A record has at most "
                + limit.longest()
                + " characters, or its quote never ends; nothing after it was read."
            : "The line is not valid CSV in UTF-8; nothing after it was read.");
  }

  private List<String> readHeader() {
    List<String> names = new ArrayList<>();
    try {
      if (records.hasNext()) {
        records.next().forEach(name -> names.add(withoutMark(name).strip()));
      }
    } catch (UncheckedIOException | IllegalStateException e) {
      throw badHeader(List.of());
    }
    List<FieldError> findings = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (String name : names) {
      boolean known = name.equals(ID) || entity.attribute(name).isPresent();
      if (!known || !seen.add(name)) {
        findings.add(
            new FieldError(
                "lines[1]." + name,
                ProblemCode.UNKNOWN_ATTRIBUTE.code(),
                known ? "A column occurs once." : "There is no such attribute."));
      }
    }
    if (names.isEmpty() || !findings.isEmpty()) {
      throw badHeader(findings);
    }
    return names;
  }

  private static ProblemException badHeader(List<FieldError> findings) {
    return ProblemException.of(
        ProblemCode.INVALID_IMPORT,
        "The first line must name attributes of the entity, and id if wanted.",
        findings);
  }

  private static String withoutMark(String name) {
    return !name.isEmpty() && name.charAt(0) == BYTE_ORDER_MARK ? name.substring(1) : name;
  }

  private ImportLine read(long number, CSVRecord fields) {
    ObjectNode attributes = JsonNodeFactory.instance.objectNode();
    java.util.UUID id = null;
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i);
      String text = fields.get(i);
      if (name.equals(ID)) {
        id = ImportIds.parse(text).orElse(null);
        if (id == null && !text.isEmpty()) {
          return new ImportLine.Unreadable(number, ID, "The id must be a UUID.");
        }
      } else {
        attributes.set(name, value(entity.attribute(name).orElseThrow(), text));
      }
    }
    return new ImportLine.Readable(number, id, attributes);
  }

  /** What is not of the attribute's type stays a text; the validator finds it. */
  private static JsonNode value(Attribute attribute, String text) {
    JsonNodeFactory nodes = JsonNodeFactory.instance;
    if (text.isEmpty()) {
      return nodes.nullNode();
    }
    return switch (attribute.type()) {
      case INTEGER, BIGINT, CHOICE, STATE, STATUS, DECIMAL, DOUBLE, MONEY -> number(text);
      case MULTICHOICE -> {
        ArrayNode several = nodes.arrayNode();
        for (String one : text.split(";", -1)) {
          several.add(number(one));
        }
        yield several;
      }
      case BOOLEAN ->
          switch (text) {
            case "true" -> nodes.booleanNode(true);
            case "false" -> nodes.booleanNode(false);
            default -> nodes.textNode(text);
          };
      case STRING, MEMO, DATETIME, DATE, LOOKUP, OWNER, UNIQUEIDENTIFIER -> nodes.textNode(text);
    };
  }

  private static JsonNode number(String text) {
    try {
      BigDecimal number = new BigDecimal(text);
      boolean isLong = number.scale() == 0 && number.precision() <= 18;
      return isLong
          ? JsonNodeFactory.instance.numberNode(number.longValueExact())
          : JsonNodeFactory.instance.numberNode(number);
    } catch (NumberFormatException e) {
      return JsonNodeFactory.instance.textNode(text);
    }
  }
}
