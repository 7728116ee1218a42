package dev.haversack.profile.profiles;

import dev.haversack.profile.Tenant;
import io.restassured.path.json.JsonPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A profile whose version 1 is FIRST, and whose version 2 and draft are SECOND. */
final class TwoVersions {

  static final String PATH = "/profile/v1/profiles/";
  private static final String FIRST =
      """
      [{"entity": "opportunity", "distribution": "custom", "columns": ["name", "trial"],
        "filter": {"and": [{"attribute": "trial", "operator": "eq", "value": 12500.00}]}}]
      """;
  private static final String SECOND = "[{\"entity\": \"opportunity\", \"distribution\": \"all\"}]";

  final Tenant tenant = Tenant.created();
  final UUID profile = UUID.randomUUID();

  TwoVersions() {
    tenant.enable("opportunity");
    attributes("{\"logicalName\": \"trial\", \"displayName\": \"Trial\", \"type\": \"money\"}");
    draft("First", FIRST);
    publish("Let's see");
    draft("Second", SECOND);
    tenant.admin().post(PATH + profile + "/publish").then().statusCode(201);
  }

  void draft(String name, String items) {
    tenant.put(PATH + profile, tenant.profileBody(profile, name, items));
  }

  void publish(String comment) {
    tenant
        .admin()
        .body("{\"comment\": \"" + comment + "\"}")
        .post(PATH + profile + "/publish")
        .then()
        .statusCode(201);
  }

  /** Sets the attributes that the organization added to opportunities. */
  void attributes(String further) {
    String path = "/profile/v1/entities/opportunity";
    var json = tenant.admin().get(path).jsonPath();
    List<Map<String, Object>> attributes = new ArrayList<>(json.getList("attributes"));
    attributes.removeIf(attribute -> "trial".equals(attribute.get("logicalName")));
    if (!further.isEmpty()) {
      attributes.add(JsonPath.from(further).getMap("$"));
    }
    Map<String, Object> entity = new LinkedHashMap<>(json.getMap("$"));
    entity.put("attributes", attributes);
    tenant.admin().body(entity).put(path).then().statusCode(200);
  }
}
