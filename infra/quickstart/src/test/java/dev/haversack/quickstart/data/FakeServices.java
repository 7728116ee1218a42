package dev.haversack.quickstart.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.haversack.quickstart.client.Json;
import dev.haversack.quickstart.client.SuiteUrls;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Keeps what is put, counts what is imported, and notes every change: enough of the services to
 * load an organization.
 */
final class FakeServices implements AutoCloseable {

  private final HttpServer server;
  private final UUID organization;
  private final Map<String, JsonNode> documents = new HashMap<>();
  private final Map<String, Long> imported = new HashMap<>();

  /** Method and path of every request that changes something. */
  final List<String> changes = new ArrayList<>();

  FakeServices(UUID organization) throws IOException {
    this.organization = organization;
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  SuiteUrls urls() {
    URI url = URI.create("http://localhost:" + server.getAddress().getPort());
    return new SuiteUrls(url, url, url, url, url);
  }

  JsonNode document(String path) {
    return documents.get(path);
  }

  Map<String, Long> imported() {
    return imported;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
      JsonNode answer =
          switch (exchange.getRequestMethod()) {
            case "PUT" -> put(path, Json.read(body, JsonNode.class));
            case "POST" -> post(path, body);
            default -> get(path);
          };
      byte[] bytes = (answer == null ? "{}" : answer.toString()).getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().add("ETag", "\"1\"");
      exchange.sendResponseHeaders(answer == null ? 404 : 200, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private JsonNode put(String path, JsonNode body) {
    changes.add("PUT " + path);
    if (path.endsWith("/offline")) {
      String entity = path.substring(0, path.length() - "/offline".length());
      ObjectNode changed = get(entity).deepCopy();
      documents.put(entity, changed.set("offline", body));
      return changed;
    }
    documents.put(path, body);
    return body;
  }

  private JsonNode post(String path, String body) {
    if (path.endsWith("/token")) {
      return Json.object().put("access_token", "t").put("expires_in", 3600);
    }
    String entity = path.replaceAll(".*/records/([a-z]+)/.*", "$1");
    if (path.endsWith("/query")) {
      ObjectNode page = Json.object();
      var items = page.putArray("items");
      if (imported.containsKey(entity)) {
        items
            .addObject()
            .put("id", organization.toString())
            .put("entity", entity)
            .put("version", 1)
            .putObject("attributes");
      }
      return page;
    }
    changes.add("POST " + path);
    if (path.endsWith("/import")) {
      imported.put(entity, body.lines().count());
      return Json.object()
          .put("lines", body.lines().count())
          .put("created", body.lines().count())
          .put("updated", 0);
    }
    ((ObjectNode) documents.get(path.replace("/publish", ""))).put("publishedVersion", 1);
    return Json.object();
  }

  private JsonNode get(String path) {
    JsonNode known = documents.get(path);
    if (known != null) {
      return known;
    }
    if (path.contains("/entities/")) {
      return Json.read(
          """
          {"logicalName":"x","displayName":"X","ownership":"user","primaryNameAttribute":"name",
           "attributes":[{"logicalName":"name","displayName":"Name","type":"string"}],
           "offline":{"enabled":false}}\
          """,
          JsonNode.class);
    }
    if (path.endsWith("/assignments")) {
      ObjectNode nobody = Json.object();
      nobody.putArray("userIds");
      nobody.putArray("teamIds");
      return nobody;
    }
    if (path.endsWith("/findings")) {
      ObjectNode findings =
          Json.object().put("publishable", true).put("profileId", organization.toString());
      findings.putArray("findings");
      return findings;
    }
    if (path.endsWith("/revisions")) {
      ObjectNode revisions = Json.object();
      revisions
          .putArray("organizations")
          .addObject()
          .put("organizationId", organization.toString())
          .put("revision", 9);
      return revisions;
    }
    if (path.endsWith("/status")) {
      return Json.object()
          .put("configurationRevision", 9)
          .put("effectiveRevision", 9)
          .put("checkpoint", 1)
          .put("pendingChanges", 0);
    }
    return null;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
