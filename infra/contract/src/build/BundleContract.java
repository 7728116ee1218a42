import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.nodes.Tag;
import org.yaml.snakeyaml.representer.Representer;
import org.yaml.snakeyaml.resolver.Resolver;

/**
 * Joins the files of the contract into the one document that the services serve.
 *
 * <p>Every file is an OpenAPI document of its own, with references such as {@code
 * common.yaml#/components/schemas/Problem}. Names are unique over all files, so joining is a union
 * of maps, and a reference loses its file name. Defining a name twice ends the build.
 *
 * <p>Beside the document lies a list of the query parameters of each operation, for the services to
 * refuse others by.
 *
 * <p>Run as a single source file before the module compiles; arguments: folder, target file.
 */
final class BundleContract {

  private static final String ROOT = "haversack.yaml";
  private static final String QUERY_PARAMETERS = "query-parameters.properties";

  public static void main(String[] arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    Path target = Path.of(arguments[1]);
    Map<String, Object> bundle = load(folder.resolve(ROOT));
    try (var files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList()) {
        if (!file.endsWith(ROOT)) {
          Map<String, Object> part = load(file);
          for (String section : List.of("paths", "components")) {
            merge(bundle, part, section, file.getFileName() + ": " + section);
          }
        }
      }
    }
    Files.createDirectories(target.getParent());
    Files.writeString(target, writer().dump(bundle));
    Files.write(
        target.resolveSibling(QUERY_PARAMETERS), new QueryParameters(bundle).lines().toList());
  }

  /** As properties: an operation's id, and the names divided by commas. */
  private record QueryParameters(Map<String, Object> bundle) {

    Stream<String> lines() {
      return in(bundle, "paths").values().stream().flatMap(path -> linesOf(asMap(path)));
    }

    private Stream<String> linesOf(Map<String, Object> path) {
      return path.values().stream()
          .filter(Map.class::isInstance)
          .map(QueryParameters::asMap)
          .filter(operation -> operation.containsKey("operationId"))
          .map(operation ->
              operation.get("operationId")
                  + "="
                  + Stream.concat(parameters(path), parameters(operation))
                      .collect(Collectors.joining(",")));
    }

    private Stream<String> parameters(Map<String, Object> of) {
      return ((List<?>) of.getOrDefault("parameters", List.of()))
          .stream()
              .map(parameter -> resolved(asMap(parameter)))
              .filter(parameter -> "query".equals(parameter.get("in")))
              .map(parameter -> String.valueOf(parameter.get("name")));
    }

    private Map<String, Object> resolved(Map<String, Object> parameter) {
      Object reference = parameter.get("$ref");
      if (reference == null) {
        return parameter;
      }
      Map<String, Object> found = bundle;
      for (String step : reference.toString().substring("#/".length()).split("/")) {
        found = in(found, step);
      }
      return found;
    }

    private static Map<String, Object> in(Map<String, Object> map, String name) {
      return asMap(map.get(name));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> asMap(Object value) {
      return (Map<String, Object>) value;
    }
  }

  /** For reading: times and dates in examples, and the word off, stay the text that they are. */
  private static Yaml reader() {
    var options = new DumperOptions();
    return new Yaml(
        new SafeConstructor(new LoaderOptions()),
        new Representer(options),
        options,
        new LoaderOptions(),
        new Resolver() {
          @Override
          protected void addImplicitResolvers() {
            addImplicitResolver(Tag.BOOL, Pattern.compile("true|false"), "tf");
            addImplicitResolver(Tag.INT, INT, "-+0123456789");
            addImplicitResolver(Tag.FLOAT, FLOAT, "-+0123456789.");
            addImplicitResolver(Tag.NULL, NULL, "~nN\0");
            addImplicitResolver(Tag.NULL, EMPTY, null);
          }
        });
  }

  /** For writing: quotes every text that an older YAML reader would take for something else. */
  private static Yaml writer() {
    var options = new DumperOptions();
    options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
    options.setWidth(160);
    return new Yaml(options);
  }

  private static Map<String, Object> load(Path file) throws IOException {
    String text = Files.readString(file).replaceAll("(['\"])[a-z]+\\.yaml#/", "$1#/");
    return reader().load(text);
  }

  @SuppressWarnings("unchecked")
  private static void merge(
      Map<String, Object> into, Map<String, Object> from, String name, String where) {
    Object value = from.get(name);
    if (value == null) {
      return;
    }
    Object present = into.putIfAbsent(name, value);
    if (present == null) {
      return;
    }
    if (!(present instanceof LinkedHashMap)
        || !(value instanceof Map)
        || where.split(": ").length > 3) {
      throw new IllegalStateException("Defined twice in the contract: " + where);
    }
    var inner = (Map<String, Object>) value;
    for (String key : inner.keySet()) {
      merge((Map<String, Object>) present, inner, key, where + ": " + key);
    }
  }
}
