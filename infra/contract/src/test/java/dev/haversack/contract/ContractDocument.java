package dev.haversack.contract;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The bundled contract, read for the tests. */
final class ContractDocument {

  /** One operation with its place. */
  record Place(String path, PathItem.HttpMethod method, Operation operation) {
    @Override
    public String toString() {
      return method + " " + path;
    }
  }

  private static final SwaggerParseResult RESULT = new OpenAPIV3Parser().readContents(text());

  private ContractDocument() {}

  static String text() {
    try (InputStream in = ContractDocument.class.getResourceAsStream("/META-INF/openapi.yaml")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static OpenAPI api() {
    return RESULT.getOpenAPI();
  }

  static List<String> parserMessages() {
    return RESULT.getMessages() == null ? List.of() : RESULT.getMessages();
  }

  /** Parameters of a command: they travel as attributes, and the schema says which. */
  static boolean isOfCommand(String schema) {
    return schema.endsWith("Parameters");
  }

  static Stream<Place> operations() {
    return api().getPaths().entrySet().stream()
        .flatMap(path ->
            path.getValue().readOperationsMap().entrySet().stream()
                .map(o -> new Place(path.getKey(), o.getKey(), o.getValue())));
  }
}
