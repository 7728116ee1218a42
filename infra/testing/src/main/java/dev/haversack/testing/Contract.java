package dev.haversack.testing;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport.Level;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import io.restassured.filter.Filter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** Holds calls against the contract. */
public final class Contract {

  private static final String BUNDLE = "/META-INF/openapi.yaml";

  private static final Filter BOTH = filter(LevelResolver.create().build());
  private static final Filter ANSWER =
      filter(LevelResolver.create().withLevel("validation.request", Level.IGNORE).build());

  private Contract() {}

  /** Request and answer must be as the contract says: for good input. */
  public static Filter requestAndAnswer() {
    return BOTH;
  }

  /** The answer must be as the contract says: for bad input. */
  public static Filter answer() {
    return ANSWER;
  }

  /** The bundled contract's text. */
  public static String text() {
    try (InputStream in = Contract.class.getResourceAsStream(BUNDLE)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Filter filter(LevelResolver levels) {
    return new OpenApiValidationFilter(
        OpenApiInteractionValidator.createForInlineApiSpecification(text())
            .withLevelResolver(levels)
            .build());
  }
}
