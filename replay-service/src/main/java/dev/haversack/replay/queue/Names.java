package dev.haversack.replay.queue;

import java.util.Locale;

/** Constants of the contract as they are stored: in lower case. */
public final class Names {

  private Names() {}

  /** The stored name of a constant. */
  public static String of(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The constant of a stored name. */
  public static <E extends Enum<E>> E parse(Class<E> type, String name) {
    return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
  }
}
