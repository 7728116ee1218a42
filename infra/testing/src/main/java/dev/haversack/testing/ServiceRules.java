package dev.haversack.testing;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAnnotation;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.parser.OpenAPIV3Parser;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The rules that the code of every service keeps: who may use whom, and that it exposes what the
 * contract says and nothing else.
 */
public final class ServiceRules {

  private static final String HTTP_METHOD = "jakarta.ws.rs.HttpMethod";
  private static final String PATH = "jakarta.ws.rs.Path";
  private static final String API = "dev.haversack.contract.api";

  private final String service;
  private final JavaClasses classes;

  private ServiceRules(String service, JavaClasses classes) {
    this.service = service;
    this.classes = classes;
  }

  /** The rules for the main code of a service, for instance {@code profile}. */
  public static ServiceRules of(String service) {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.haversack." + service, API);
    return new ServiceRules(service, classes);
  }

  /** Checks all rules; the error says which is broken and where. */
  public void check() {
    noServiceReachesIntoAnother();
    featuresHaveNoCycles();
    timeAndIdsAreInjected();
    fieldsAreNotInjected();
    everyEndpointNamesItsRoles();
    exposesWhatTheContractSays();
  }

  private void noServiceReachesIntoAnother() {
    String[] others =
        java.util.stream.Stream.of("profile", "dataset", "replay", "conflict")
            .filter(name -> !name.equals(service))
            .map(name -> "dev.haversack." + name + "..")
            .toArray(String[]::new);
    noClasses()
        .that()
        .resideInAPackage("dev.haversack." + service + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(others)
        .because("services speak to each other over REST only")
        .check(classes);
  }

  private void featuresHaveNoCycles() {
    slices()
        .matching("dev.haversack." + service + ".(*)..")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }

  private void timeAndIdsAreInjected() {
    noClasses()
        .that()
        .resideInAPackage("dev.haversack." + service + "..")
        .should()
        .callMethod(java.time.Instant.class, "now")
        .orShould()
        .callMethod(java.time.LocalDate.class, "now")
        .orShould()
        .callMethod(java.time.OffsetDateTime.class, "now")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(UUID.class, "randomUUID")
        .because("a test must be able to set the clock and foresee ids")
        .check(classes);
  }

  private void fieldsAreNotInjected() {
    com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.haversack." + service + "..")
        .should()
        .beAnnotatedWith("jakarta.inject.Inject")
        .because("constructors take what a class needs, so that a unit test can give it")
        .check(classes);
  }

  private void everyEndpointNamesItsRoles() {
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAPackage("dev.haversack." + service + "..")
        .should()
        .beAnnotatedWith("jakarta.annotation.security.PermitAll")
        .because("nothing is open to everybody")
        .check(classes);
    classes()
        .that()
        .resideInAPackage("dev.haversack." + service + "..")
        .and()
        .areAssignableTo(
            com.tngtech.archunit.base.DescribedPredicate.describe(
                "a generated interface", (JavaClass type) -> type.getPackageName().equals(API)))
        .should()
        .notBeAnnotatedWith(PATH)
        .because("paths come from the contract")
        .allowEmptyShould(true)
        .check(classes);
  }

  private void exposesWhatTheContractSays() {
    Set<String> exposed = new TreeSet<>();
    for (JavaClass type : classes) {
      if (type.isInterface() || !type.getPackageName().startsWith("dev.haversack." + service)) {
        continue;
      }
      for (JavaClass ancestor : type.getAllClassesSelfIsAssignableTo()) {
        ancestor
            .getMethods()
            .forEach(method -> operation(ancestor, method).ifPresent(exposed::add));
      }
    }
    Set<String> promised = promised();
    if (!exposed.equals(promised)) {
      Set<String> missing = new TreeSet<>(promised);
      missing.removeAll(exposed);
      Set<String> extra = new TreeSet<>(exposed);
      extra.removeAll(promised);
      throw new AssertionError(
          service
              + "-service does not expose "
              + missing
              + ", and exposes beyond the contract "
              + extra);
    }
  }

  private Set<String> promised() {
    OpenAPI api = new OpenAPIV3Parser().readContents(Contract.text()).getOpenAPI();
    return api.getPaths().entrySet().stream()
        .filter(path -> path.getKey().startsWith("/" + service + "/"))
        .flatMap(path ->
            path.getValue().readOperationsMap().keySet().stream()
                .map(method -> method + " " + path.getKey()))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Optional<String> operation(JavaClass type, JavaMethod method) {
    return method.getAnnotations().stream()
        .map(JavaAnnotation::getRawType)
        .filter(annotation -> annotation.isAnnotatedWith(HTTP_METHOD))
        .findFirst()
        .map(annotation ->
            annotation.getSimpleName()
                + " "
                + (path(type.getAnnotations()) + path(method.getAnnotations())));
  }

  private static String path(Set<? extends JavaAnnotation<?>> annotations) {
    return annotations.stream()
        .filter(annotation -> annotation.getRawType().getName().equals(PATH))
        .flatMap(annotation -> annotation.get("value").stream())
        .map(Object::toString)
        .findFirst()
        .orElse("");
  }
}
