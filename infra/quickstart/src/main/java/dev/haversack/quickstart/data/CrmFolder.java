package dev.haversack.quickstart.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The folder with the CSV files. */
final class CrmFolder {

  private final Path path;
  private final FaultLog faults;

  /**
   * A folder.
   *
   * @throws DataFolderException when there is none
   */
  CrmFolder(Path path, FaultLog faults) {
    if (!Files.isDirectory(path)) {
      throw new DataFolderException("There is no folder " + path);
    }
    this.path = path;
    this.faults = faults;
  }

  List<CrmRow> rows(String file, List<String> columns) {
    return CrmTable.read(path, file, columns, faults);
  }
}
