package dev.haversack.dataset.testing;

import static io.restassured.RestAssured.given;

import dev.haversack.testing.Contract;
import dev.haversack.testing.Tokens;
import io.restassured.filter.Filter;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** Calls of the records API as users of one organization. */
public final class RecordCalls {

  private final TestOrganization org;

  /** Calls in this organization. */
  public RecordCalls(TestOrganization org) {
    this.org = org;
  }

  /** Good input: request and answer are held against the contract. */
  public RequestSpecification as(UUID userId) {
    return with(Tokens.user(org.id, userId), Contract.requestAndAnswer());
  }

  /** Bad input: the answer is held against the contract. */
  public RequestSpecification badAs(UUID userId) {
    return with(Tokens.user(org.id, userId), Contract.answer());
  }

  /** As an administrator. */
  public RequestSpecification admin() {
    return with(Tokens.admin(org.id, org.eve), Contract.answer());
  }

  /** As another service. */
  public RequestSpecification service() {
    return with(Tokens.service(), Contract.requestAndAnswer())
        .header("Haversack-Organization", org.id.toString());
  }

  /** Makes a record; answers its id. */
  public UUID create(UUID userId, String entity, Object... attributes) {
    return UUID.fromString(
        as(userId)
            .contentType("application/json")
            .body(Map.of("attributes", map(attributes)))
            .post(path(entity))
            .then()
            .statusCode(201)
            .extract()
            .path("id"));
  }

  /** Changes a record; answers its new version. */
  public long change(UUID userId, String entity, UUID id, Object... attributes) {
    return as(userId)
        .contentType("application/json")
        .body(Map.of("attributes", map(attributes)))
        .patch(path(entity) + "/" + id)
        .then()
        .statusCode(200)
        .extract()
        .jsonPath()
        .getLong("version");
  }

  /** Reads a record. */
  public Response get(UUID userId, String entity, UUID id) {
    return as(userId).get(path(entity) + "/" + id);
  }

  /** The present version of a record. */
  public long version(UUID userId, String entity, UUID id) {
    return get(userId, entity, id).jsonPath().getLong("version");
  }

  /** Names and values in turn as a map. */
  public static Map<String, Object> map(Object... namesAndValues) {
    Map<String, Object> map = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      map.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return map;
  }

  /** The path of an entity's records. */
  public static String path(String entity) {
    return "/dataset/v1/records/" + entity;
  }

  private static RequestSpecification with(String token, Filter filter) {
    return given().filter(filter).auth().oauth2(token);
  }
}
