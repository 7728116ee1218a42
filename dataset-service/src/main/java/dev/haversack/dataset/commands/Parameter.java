package dev.haversack.dataset.commands;

import dev.haversack.contract.model.Attribute;
import dev.haversack.contract.model.AttributeType;
import dev.haversack.contract.model.LookupTarget;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A parameter of a command; read and checked as an attribute of the same type would be.
 *
 * @param attribute the form in which it is read
 */
public record Parameter(Attribute attribute) {

  private static final int SUBJECT = 200;
  private static final int DESCRIPTION = 2000;

  /** The name. */
  public String name() {
    return attribute.logicalName();
  }

  /** The name, and that of the companion which says what a record of several entities is. */
  Stream<String> fields() {
    List<LookupTarget> targets = attribute.targets();
    return targets != null && targets.size() > 1
        ? Stream.of(name(), name() + "type")
        : Stream.of(name());
  }

  /** Whether it must be given. */
  public boolean required() {
    return attribute.required();
  }

  /** An id: of a record that the command makes, or of something that is no record. */
  static Parameter id(String name, boolean required) {
    return of(name, AttributeType.UNIQUEIDENTIFIER, required, null, null, null);
  }

  /** A record that exists. */
  static Parameter reference(String name, String... entities) {
    return of(
        name,
        AttributeType.LOOKUP,
        false,
        null,
        null,
        Arrays.stream(entities).map(e -> new LookupTarget(e, name)).toList());
  }

  /** A status reason; -1 and nothing are the usual one. */
  static Parameter status() {
    return of("statuscode", AttributeType.INTEGER, false, null, null, null);
  }

  /** A short text. */
  static Parameter subject() {
    return of("subject", AttributeType.STRING, false, SUBJECT, null, null);
  }

  /** A long text. */
  static Parameter description() {
    return of("description", AttributeType.MEMO, false, DESCRIPTION, null, null);
  }

  /** An amount of money. */
  static Parameter money(String name) {
    return of(name, AttributeType.MONEY, false, null, null, null);
  }

  /** A moment. */
  static Parameter time(String name) {
    return of(name, AttributeType.DATETIME, false, null, null, null);
  }

  /** A number of minutes. */
  static Parameter minutes(String name) {
    return of(name, AttributeType.INTEGER, false, null, BigDecimal.ZERO, null);
  }

  /** Yes or no. */
  static Parameter flag(String name) {
    return of(name, AttributeType.BOOLEAN, false, null, null, null);
  }

  private static Parameter of(
      String name,
      AttributeType type,
      boolean required,
      @Nullable Integer longest,
      @Nullable BigDecimal least,
      @Nullable List<LookupTarget> targets) {
    return new Parameter(
        new Attribute(name, name, type, required, false, longest, least, null, null, targets));
  }
}
