package dev.haversack.profile.answers;

/**
 * A thing with the version that its entity tag is made of.
 *
 * @param value the thing
 * @param version its version; never used again, not even after deleting and creating anew
 */
public record Versioned<T>(T value, long version) {}
