package dev.haversack.quickstart.data;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Reads one of the CSV files. */
final class CrmTable {

  private static final CSVFormat FORMAT =
      CSVFormat.DEFAULT
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setTrim(true)
          .setIgnoreEmptyLines(true)
          .get();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private CrmTable() {}

  /**
   * The rows of a file.
   *
   * @param columns the columns that are needed; others are left alone
   * @throws DataFolderException when the file or a column is missing, or it is no CSV file in UTF-8
   */
  static List<CrmRow> read(Path folder, String file, List<String> columns, FaultLog faults) {
    Path path = folder.resolve(file);
    if (!Files.isRegularFile(path)) {
      throw new DataFolderException(
          "There is no file "
              + file
              + " in "
              + folder
              + ". Expected are accounts.csv, products.csv, sales_teams.csv and sales_pipeline.csv.");
    }
    try (BufferedReader reader = Files.newBufferedReader(path, StandardCharsets.UTF_8)) {
      skipByteOrderMark(reader);
      try (CSVParser parser = CSVParser.parse(reader, FORMAT)) {
        checkColumns(path, parser.getHeaderNames(), columns);
        return rows(file, parser, faults);
      }
    } catch (CharacterCodingException e) {
      throw new DataFolderException(path + " is not UTF-8 text", e);
    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new DataFolderException(path + " cannot be read as CSV: " + e.getMessage(), e);
    }
  }

  private static void checkColumns(Path path, List<String> there, List<String> columns) {
    List<String> missing = columns.stream().filter(column -> !there.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw new DataFolderException(
          path
              + " has no column "
              + String.join(", ", missing)
              + "; its header line names "
              + there);
    }
  }

  private static List<CrmRow> rows(String file, CSVParser parser, FaultLog faults) {
    List<CrmRow> rows = new ArrayList<>();
    List<String> header = parser.getHeaderNames();
    for (CSVRecord record : parser) {
      CrmRow row = new CrmRow(file, parser.getCurrentLineNumber(), values(header, record));
      if (!record.isConsistent()) {
        faults.note(
            "line of " + file + " with " + record.size() + " fields instead of " + header.size(),
            "read as far as it goes",
            row.where());
      }
      rows.add(row);
    }
    return rows;
  }

  private static Map<String, String> values(List<String> header, CSVRecord record) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < Math.min(header.size(), record.size()); i++) {
      if (!record.get(i).isBlank()) {
        values.put(header.get(i), record.get(i));
      }
    }
    return values;
  }

  private static void skipByteOrderMark(BufferedReader reader) throws IOException {
    reader.mark(1);
    if (reader.read() != BYTE_ORDER_MARK) {
      reader.reset();
    }
  }
}
