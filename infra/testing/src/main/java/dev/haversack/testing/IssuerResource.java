package dev.haversack.testing;

import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An issuer for tests: a key made for this run, whose public half the service under test trusts,
 * and a token endpoint that gives the service its own token. {@link Tokens} signs with the private
 * half.
 */
public final class IssuerResource implements QuarkusTestResourceLifecycleManager {

  /** Where {@link Tokens} finds the private key: test code runs in another class loader. */
  static final String PRIVATE_KEY = "haversack.testing.private-key";

  private @Nullable HttpServer server;

  @Override
  public Map<String, String> start() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(2048);
      KeyPair pair = generator.generateKeyPair();
      System.setProperty(
          PRIVATE_KEY, Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()));
      HttpServer started =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      started.createContext(
          "/token",
          exchange -> {
            byte[] answer =
                "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":3600}"
                    .formatted(Tokens.service())
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      started.start();
      server = started;
      String url = "http://localhost:" + started.getAddress().getPort();
      return Map.of(
          "quarkus.oidc.public-key",
              Base64.getEncoder().encodeToString(pair.getPublic().getEncoded()),
          "quarkus.oidc-client.discovery-enabled", "false",
          "quarkus.oidc-client.auth-server-url", url,
          "quarkus.oidc-client.token-path", "/token",
          "quarkus.oidc-client.client-id", "service",
          "quarkus.oidc-client.credentials.secret", "test-only");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void stop() {
    if (server != null) {
      server.stop(0);
    }
  }
}
