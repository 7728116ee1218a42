package dev.haversack.dataset.filter;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern of {@code like}: {@code %} any text, {@code _} one character, {@code [a-f]} one of
 * these, {@code [^a-f]} one other than these. A bracket that is never closed, or holds nothing,
 * stands for itself; a range that runs backwards holds nothing. Section 8.2 of the facts.
 */
final class LikePattern {

  private sealed interface Part {}

  private record AnyText() implements Part {}

  private record AnyCharacter() implements Part {}

  private record Literal(int character) implements Part {}

  private record OneOf(boolean negated, List<Range> ranges) implements Part {}

  private record Range(int from, int to) {}

  private final List<Part> parts;

  private LikePattern(List<Part> parts) {
    this.parts = parts;
  }

  /** The pattern of this folded text. */
  static LikePattern of(String folded) {
    int[] text = folded.codePoints().toArray();
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < text.length; i++) {
      int close = text[i] == '[' ? closing(text, i) : -1;
      if (close > 0) {
        parts.add(set(text, i + 1, close));
        i = close;
      } else {
        parts.add(
            switch (text[i]) {
              case '%' -> new AnyText();
              case '_' -> new AnyCharacter();
              default -> new Literal(text[i]);
            });
      }
    }
    return new LikePattern(parts);
  }

  /** Text that begins with this folded text; no character of it is a wildcard. */
  static LikePattern beginningWith(String folded) {
    List<Part> parts = literals(folded);
    parts.addLast(new AnyText());
    return new LikePattern(parts);
  }

  /** Text that ends with this folded text; no character of it is a wildcard. */
  static LikePattern endingWith(String folded) {
    List<Part> parts = literals(folded);
    parts.addFirst(new AnyText());
    return new LikePattern(parts);
  }

  /** Whether only a regular expression can say it in SQL. */
  boolean needsRegex() {
    return parts.stream().anyMatch(OneOf.class::isInstance);
  }

  /** For SQL's LIKE with the backslash as escape. */
  String toLike() {
    StringBuilder sql = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case AnyText any -> sql.append('%');
        case AnyCharacter any -> sql.append('_');
        case Literal(int c) -> {
          if (c == '%' || c == '_' || c == '\\') {
            sql.append('\\');
          }
          sql.appendCodePoint(c);
        }
        case OneOf set -> throw new IllegalStateException("LIKE has no sets");
      }
    }
    return sql.toString();
  }

  /** For PostgreSQL's regular expressions; every character is escaped by its number. */
  String toRegex() {
    StringBuilder regex = new StringBuilder("^");
    for (Part part : parts) {
      switch (part) {
        case AnyText any -> regex.append(".*");
        case AnyCharacter any -> regex.append('.');
        case Literal(int c) -> regex.append(escape(c));
        case OneOf(boolean negated, List<Range> ranges) -> regex.append(set(negated, ranges));
      }
    }
    return regex.append('$').toString();
  }

  boolean matches(String folded) {
    return matches(folded.codePoints().toArray());
  }

  /** Greedy with one point to return to: a later {@code %} makes an earlier one irrelevant. */
  private boolean matches(int[] text) {
    int t = 0;
    int p = 0;
    int returnText = -1;
    int returnPart = -1;
    while (t < text.length) {
      if (p < parts.size() && parts.get(p) instanceof AnyText) {
        returnPart = p++;
        returnText = t;
      } else if (p < parts.size() && matches(parts.get(p), text[t])) {
        p++;
        t++;
      } else if (returnPart >= 0) {
        p = returnPart + 1;
        t = ++returnText;
      } else {
        return false;
      }
    }
    return parts.subList(p, parts.size()).stream().allMatch(AnyText.class::isInstance);
  }

  private static boolean matches(Part part, int character) {
    return switch (part) {
      case AnyText any -> true;
      case AnyCharacter any -> true;
      case Literal(int c) -> c == character;
      case OneOf(boolean negated, List<Range> ranges) ->
          negated != ranges.stream().anyMatch(r -> r.from <= character && character <= r.to);
    };
  }

  private static int closing(int[] text, int open) {
    int first = open + 1;
    if (first < text.length && text[first] == '^') {
      first++;
    }
    for (int i = first + 1; i < text.length; i++) {
      if (text[i] == ']') {
        return i;
      }
    }
    return -1;
  }

  private static OneOf set(int[] text, int from, int to) {
    boolean negated = text[from] == '^';
    List<Range> ranges = new ArrayList<>();
    for (int i = negated ? from + 1 : from; i < to; i++) {
      if (i + 2 < to && text[i + 1] == '-') {
        if (text[i] <= text[i + 2]) {
          ranges.add(new Range(text[i], text[i + 2]));
        }
        i += 2;
      } else {
        ranges.add(new Range(text[i], text[i]));
      }
    }
    return new OneOf(negated, ranges);
  }

  private static String set(boolean negated, List<Range> ranges) {
    if (ranges.isEmpty()) {
      return negated ? "." : "(?!)";
    }
    StringBuilder regex = new StringBuilder(negated ? "[^" : "[");
    ranges.forEach(r -> regex.append(escape(r.from)).append('-').append(escape(r.to)));
    return regex.append(']').toString();
  }

  private static String escape(int character) {
    return String.format("\\U%08X", character);
  }

  private static List<Part> literals(String text) {
    List<Part> parts = new ArrayList<>();
    text.codePoints().forEach(c -> parts.add(new Literal(c)));
    return parts;
  }
}
