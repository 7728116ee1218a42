package dev.haversack.replay.queue;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Constants of the contract as they are stored: in lower case. */
public final class Names {

  private Names() {}

  /** The stored name of a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The names of all constants. */
  public static <E extends Enum<E>> List<String> all(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Names::of).toList();
  }

  /** The constant of a stored name, if there is one. */
  public static <E extends Enum<E>> @Nullable E parseOrNull(Class<E> type, @Nullable String name) {
    return name == null ? null : parse(type, name);
  }

  /** The constant of a stored name. */
  public static <E extends Enum<E>> E parse(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }
}
