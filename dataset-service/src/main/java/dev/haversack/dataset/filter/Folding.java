package dev.haversack.dataset.filter;

import java.util.Arrays;

/**
 * Texts are compared without regard to case: each character is replaced with its simple lower-case
 * form, and what is left is ordered by code point. PostgreSQL does exactly the same with {@code
 * lower(x COLLATE "pg_c_utf8")}, whatever the locale of the database is.
 */
final class Folding {

  private Folding() {}

  static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    text.codePoints().map(Character::toLowerCase).forEach(folded::appendCodePoint);
    return folded.toString();
  }

  /** By code point; {@link String#compareTo} orders by UTF-16 unit, which differs beyond U+FFFF. */
  static int compare(String left, String right) {
    return Arrays.compare(left.codePoints().toArray(), right.codePoints().toArray());
  }
}
