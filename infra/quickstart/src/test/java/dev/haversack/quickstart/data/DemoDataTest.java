package dev.haversack.quickstart.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.contract.model.User;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DemoDataTest {

  private final OrganizationData demo = DemoData.organization();

  @Test
  void holdsSomeFortyRecordsWithIdsOfTheirOwn() {
    List<NewRecord> records = demo.records().values().stream().flatMap(List::stream).toList();

    assertEquals(40, records.size());
    assertEquals(40, records.stream().map(NewRecord::id).distinct().count());
  }

  @Test
  void everyLookupPointsToSomethingLoadedBefore() {
    Set<String> known = new HashSet<>();
    demo.users().forEach(user -> known.add(user.id().toString()));
    demo.teams().forEach(team -> known.add(team.id().toString()));
    for (List<NewRecord> records : demo.records().values()) {
      for (NewRecord record : records) {
        record.attributes().properties().stream()
            .filter(entry -> entry.getKey().endsWith("id"))
            .map(entry -> entry.getValue().asText())
            .forEach(id -> assertTrue(known.contains(id), () -> record + " points to nothing"));
        known.add(String.valueOf(record.id()));
      }
    }
  }

  @Test
  void managersComeBeforeThoseTheyLead() {
    Set<Object> seen = new HashSet<>();
    for (User user : demo.users()) {
      assertTrue(user.managerId() == null || seen.contains(user.managerId()), user.userName());
      seen.add(user.id());
    }
  }

  @Test
  void onlyTheAdministratorMayConfigure() {
    List<DemoUsers.DemoUser> users = DemoUsers.of(demo);

    assertEquals(6, users.size());
    assertEquals(
        List.of("admin"),
        users.stream()
            .filter(user -> user.roles().contains("offline-admin"))
            .map(DemoUsers.DemoUser::userName)
            .toList());
    assertTrue(users.stream().allMatch(user -> user.organizationId().equals(demo.id())));
  }

  @Test
  void agentsAndManagerOfTheTourAreInOneUnit() {
    Cast cast = demo.cast();
    User manager = demo.user(cast.manager());

    assertEquals(manager.businessUnitId(), demo.user(cast.agent1()).businessUnitId());
    assertEquals(manager.businessUnitId(), demo.user(cast.agent2()).businessUnitId());
  }

  @Test
  void stateAndStatusAreSetOnEveryRecord() {
    demo.records()
        .forEach((entity, records) ->
            records.forEach(record -> {
              JsonNode state = record.attributes().path("statecode");
              assertTrue(state.isInt(), () -> entity + " " + record);
            }));
  }
}
