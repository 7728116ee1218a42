package dev.haversack.quickstart.data;

/**
 * A folder with data cannot be read; the message says which file, what is wrong and what is
 * expected.
 */
public final class DataFolderException extends RuntimeException {

  DataFolderException(String message) {
    super(message);
  }

  DataFolderException(String message, Throwable cause) {
    super(message, cause);
  }
}
