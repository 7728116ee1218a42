package dev.haversack.quickstart.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.quickstart.data.DemoUsers;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The OIDC issuer of the quick start: a mock that signs real tokens but checks no password. For
 * demos and tests only.
 */
final class Issuer {

  private static final String NAME = "demo";
  private static final String LIBRARIES = "infra/quickstart/issuer/target/lib";
  private static final int TOKEN_SECONDS = 3600;
  private static final ObjectMapper JSON = new ObjectMapper();

  private Issuer() {}

  static URI url(int port) {
    return URI.create("http://localhost:" + port + "/" + NAME);
  }

  static ManagedProcess process(
      int port, List<DemoUsers.DemoUser> users, Path repository, Path folder) throws IOException {
    Path configuration = folder.resolve("issuer.json");
    Files.writeString(configuration, JSON.writeValueAsString(configuration(users)));
    return new ManagedProcess(
        "issuer",
        List.of(
            Java.executable(),
            "-Xmx128m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-cp",
            repository.resolve(LIBRARIES) + "/*",
            "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt"),
        Map.of("SERVER_PORT", String.valueOf(port), "JSON_CONFIG_PATH", configuration.toString()),
        URI.create(url(port) + "/.well-known/openid-configuration"),
        folder.resolve("issuer.log"));
  }

  private static ObjectNode configuration(List<DemoUsers.DemoUser> users) {
    ObjectNode configuration = JSON.createObjectNode().put("interactiveLogin", false);
    ObjectNode callback =
        configuration
            .putArray("tokenCallbacks")
            .addObject()
            .put("issuerId", NAME)
            .put("tokenExpiry", TOKEN_SECONDS);
    ArrayNode mappings = callback.putArray("requestMappings");
    for (DemoUsers.DemoUser user : users) {
      ObjectNode claims = mapping(mappings, "username", user.userName());
      claims.put("sub", user.userId().toString());
      claims.put("organization", user.organizationId().toString());
      user.roles().forEach(claims.putArray("groups")::add);
    }
    for (ServiceName service : ServiceName.values()) {
      ObjectNode claims = mapping(mappings, "client_id", service.moduleName());
      claims.put("sub", service.moduleName());
      claims.putArray("groups").add("offline-service");
    }
    return configuration;
  }

  private static ObjectNode mapping(ArrayNode mappings, String parameter, String value) {
    ObjectNode claims =
        mappings.addObject().put("requestParam", parameter).put("match", value).putObject("claims");
    claims.putArray("aud").add("haversack");
    return claims;
  }
}
