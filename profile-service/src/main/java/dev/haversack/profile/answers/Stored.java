package dev.haversack.profile.answers;

/**
 * The outcome of a create-or-replace.
 *
 * @param value what is stored now
 * @param version its version
 * @param created whether it is new
 */
public record Stored<T>(T value, long version, boolean created) {}
