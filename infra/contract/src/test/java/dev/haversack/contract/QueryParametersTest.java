package dev.haversack.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.ws.rs.QueryParam;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The services refuse query parameters by a list; it is that of the interfaces they implement. */
class QueryParametersTest {

  private static final String INTERFACES = "dev.haversack.contract.api.";

  @Test
  void theListSaysWhatTheInterfacesSay() throws Exception {
    TreeMap<String, String> ofInterfaces = new TreeMap<>();
    for (Class<?> api : interfaces()) {
      for (Method operation : api.getMethods()) {
        ofInterfaces.put(operation.getName(), names(operation));
      }
    }

    assertTrue(ofInterfaces.size() > 90, ofInterfaces::toString);
    assertEquals(ofInterfaces, list());
  }

  private static String names(Method operation) {
    return Arrays.stream(operation.getParameters())
        .map(parameter -> parameter.getAnnotation(QueryParam.class))
        .filter(Objects::nonNull)
        .map(QueryParam::value)
        .collect(Collectors.joining(","));
  }

  private static TreeMap<String, String> list() throws IOException {
    Properties lines = new Properties();
    try (InputStream in =
        QueryParametersTest.class.getResourceAsStream("/META-INF/query-parameters.properties")) {
      lines.load(in);
    }
    TreeMap<String, String> list = new TreeMap<>();
    lines.stringPropertyNames().forEach(name -> list.put(name, lines.getProperty(name)));
    return list;
  }

  private static List<Class<?>> interfaces()
      throws IOException, URISyntaxException, ClassNotFoundException {
    Path folder =
        Path.of(QueryParametersTest.class.getResource("/" + INTERFACES.replace('.', '/')).toURI());
    List<Class<?>> interfaces = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".class", "");
        interfaces.add(Class.forName(INTERFACES + name));
      }
    }
    return interfaces;
  }
}
