package dev.haversack.dataset.filter;

import java.util.List;

/** Values that filters have to get right. */
final class FilterSamples {

  static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a",
          "A",
          "abc",
          "ABC",
          "aBd",
          "a%c",
          "a_c",
          "100%",
          "[x]",
          "[",
          "]",
          "a\\b",
          "\\",
          "'",
          "\"; DROP TABLE record; --",
          "$1",
          "?",
          "ß",
          "SS",
          "İ",
          "ı",
          "ſ",
          "Σ",
          "ς",
          "σ",
          "é",
          "É",
          "日本",
          "\uD83D\uDE00",
          "\uD83D\uDE00b",
          "\uFFFD",
          "line\nbreak",
          "line\nBREAK",
          "tab\t",
          "***=x",
          "^a$",
          ".*",
          "Ǆ",
          "ǅ",
          "Kelvin \u212A",
          "[a-f]",
          "f1",
          "G7",
          "\u0130x",
          "^",
          "a-c",
          "-");
  static final List<String> PATTERN_PARTS =
      List.of(
          "%",
          "_",
          "[a-f]",
          "[^a-f]",
          "[A-F]",
          "[f-a]",
          "[^f-a]",
          "[",
          "]",
          "[]",
          "[^]",
          "[%]",
          "[_]",
          "[-a]",
          "[a-]",
          "\\",
          "a",
          "b",
          "C",
          "%b%",
          "é",
          "\uD83D\uDE00",
          "^",
          "$",
          "(",
          "*",
          "[^x]",
          "[\\]",
          "ß",
          "[α-ω]");

  static final List<String> ZONES =
      List.of(
          "UTC",
          "Europe/Zurich",
          "America/St_Johns",
          "Australia/Lord_Howe",
          "Asia/Kathmandu",
          "Asia/Beirut",
          "America/Santiago",
          "Pacific/Kiritimati",
          "Pacific/Pago_Pago");

  /** Ends of days and months, and around changes of clocks. */
  static final List<String> MOMENTS =
      List.of(
          "2026-01-31T10:00:00Z",
          "2026-02-01T00:00:00Z",
          "2026-03-29T01:00:00Z",
          "2026-10-25T01:30:00Z",
          "2026-10-24T21:30:00Z",
          "2024-02-29T12:00:00Z",
          "2026-12-31T23:59:59.999999Z",
          "2026-09-06T04:30:00Z",
          "2026-04-04T15:10:00Z");

  private FilterSamples() {}
}
