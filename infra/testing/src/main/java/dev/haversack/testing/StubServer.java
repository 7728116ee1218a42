package dev.haversack.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.ConfigProvider;

/** A small HTTP server at the place where the service under test looks for another service. */
public abstract class StubServer {

  /** Reads and writes the models of the contract. */
  protected static final ObjectMapper JSON = JsonMapper.builder().findAndAddModules().build();

  /**
   * Starts it.
   *
   * @param client the key of the client in the configuration, whose URL {@link StubPorts} chose
   */
  protected StubServer(String client) {
    try {
      URI url =
          URI.create(
              ConfigProvider.getConfig()
                  .getValue("quarkus.rest-client." + client + ".url", String.class));
      HttpServer server =
          HttpServer.create(
              new InetSocketAddress(InetAddress.getByName(url.getHost()), url.getPort()), 0);
      server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
      server.createContext("/", this::serve);
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Answers a call that carries a token. */
  protected abstract void handle(HttpExchange exchange, UUID organization) throws IOException;

  /** Sends an answer; an empty body is none. */
  protected static void answer(HttpExchange exchange, int status, byte[] body) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
  }

  private void serve(HttpExchange exchange) throws IOException {
    // Jackson finds the kinds of filters by name: they must be those that the tests know.
    Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    try (exchange) {
      String bearer = exchange.getRequestHeaders().getFirst("Authorization");
      if (bearer == null || !bearer.startsWith("Bearer ")) {
        answer(exchange, 401, new byte[0]);
        return;
      }
      String organization = exchange.getRequestHeaders().getFirst("Haversack-Organization");
      handle(exchange, UUID.fromString(organization));
    }
  }
}
