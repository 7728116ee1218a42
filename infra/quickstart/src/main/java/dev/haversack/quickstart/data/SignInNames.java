package dev.haversack.quickstart.data;

import java.text.Normalizer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** Makes sign-in names of people's names: {@code Anna Snelling} becomes {@code anna.snelling}. */
final class SignInNames {

  private final Set<String> taken = new HashSet<>();

  /** A name that was not given before; namesakes get a number. */
  String of(String fullName) {
    String plain =
        Normalizer.normalize(fullName, Normalizer.Form.NFD)
            .replaceAll("\\p{M}", "")
            .toLowerCase(Locale.ROOT)
            .replaceAll("[^a-z0-9-]+", ".")
            .replaceAll("^\\.|\\.$", "");
    String name = plain.isEmpty() ? "user" : plain;
    for (int i = 2; !taken.add(name); i++) {
      name = plain + i;
    }
    return name;
  }
}
