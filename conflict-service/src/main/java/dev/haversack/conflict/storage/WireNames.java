package dev.haversack.conflict.storage;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names that the contract's enums have in JSON, in the database and in queries. */
public final class WireNames {

  private WireNames() {}

  /** The name of a constant, for instance {@code keep-mine}. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** The name of a constant, or null for null. */
  public static @Nullable String orNull(@Nullable Enum<?> constant) {
    return constant == null ? null : of(constant);
  }

  /** The names of all constants. */
  public static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(WireNames::of).toList();
  }

  /** The constant of a name, if there is one. */
  public static <E extends Enum<E>> Optional<E> find(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(constant -> of(constant).equals(name))
        .findFirst();
  }

  /** The constant of a name that the database holds. */
  public static <E extends Enum<E>> E parse(Class<E> type, String name) {
    return find(type, name).orElseThrow(() -> new IllegalStateException("Unknown: " + name));
  }
}
