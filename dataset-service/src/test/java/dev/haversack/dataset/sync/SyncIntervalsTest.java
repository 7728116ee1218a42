package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.AndFilter;
import dev.haversack.contract.model.Association;
import dev.haversack.contract.model.AssociationDirection;
import dev.haversack.contract.model.Distribution;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Link;
import dev.haversack.contract.model.LinkFilter;
import dev.haversack.contract.model.LinkType;
import dev.haversack.contract.model.ProfileItem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Section 4.4 of the facts: an entity is asked for as often as what its records depend on. */
class SyncIntervalsTest {

  private static final Filter OF_A_REGION =
      new AndFilter(
          List.of(new LinkFilter(new Link(LinkType.ANY, "region", "regionid", "regionid", null))));
  private static final Association REGIONS =
      new Association("account_region", AssociationDirection.PARENT);

  @Test
  void eachEntityHasItsOwn() {
    assertEquals(
        Map.of("account", 60, "region", 15),
        intervals(item("account", 60, null), item("region", 15, null)));
  }

  @Test
  void whatBringsRecordsAlongShortensThatOfThese() {
    assertEquals(
        Map.of("account", 20, "region", 20),
        intervals(item("account", 20, null, REGIONS), item("region", 60, null)));
    assertEquals(
        Map.of("account", 60, "region", 15),
        intervals(item("account", 60, null, REGIONS), item("region", 15, null)));
  }

  @Test
  void whatAFilterLooksAtShortensThatOfWhatItFilters() {
    assertEquals(
        Map.of("account", 15, "region", 15),
        intervals(item("account", 60, OF_A_REGION), item("region", 15, null)));
    assertEquals(
        Map.of("account", 5, "region", 15),
        intervals(item("account", 5, OF_A_REGION), item("region", 15, null)));
  }

  @Test
  void whatIsNotInTheDatasetShortensNothing() {
    assertEquals(Map.of("account", 60), intervals(item("account", 60, OF_A_REGION)));
  }

  @Test
  void whatBecameShorterShortensOthers() {
    Filter ofAVisit =
        new LinkFilter(new Link(LinkType.ANY, "visit", "accountid", "accountid", null));
    assertEquals(
        Map.of("account", 5, "region", 5, "visit", 5),
        intervals(
            item("region", 60, null),
            item("account", 60, ofAVisit, REGIONS),
            item("visit", 5, null)));
  }

  private static Map<String, Integer> intervals(ProfileItem... items) {
    World world = Sales.organization();
    world.publish(Sales.PROFILE, List.of(items));
    return SyncIntervals.of(world.model(), Sales.ANNA);
  }

  private static ProfileItem item(
      String entity, int interval, @Nullable Filter filter, Association... associations) {
    return new ProfileItem(
        entity,
        filter == null ? Distribution.ALL : Distribution.CUSTOM,
        false,
        false,
        false,
        filter,
        null,
        List.of(associations),
        interval,
        false);
  }
}
