package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A place is given back once, whichever way its stream ends. */
class PlaceTest {

  private final StreamPlaces places = new StreamPlaces(1, Duration.ZERO);

  @Test
  void afterItsUse() {
    StreamPlaces.Place place = places.take();
    assertTrue(place.begin());

    place.end();

    assertOneIsFree();
  }

  @Test
  void whenTheClientGoesBeforeTheFirstByte() {
    StreamPlaces.Place place = places.take();

    place.abandon();

    assertFalse(place.begin());
    assertOneIsFree();
  }

  @Test
  void notBeforeItsConnectionIsFreeToo() {
    StreamPlaces.Place place = places.take();
    assertTrue(place.begin());

    place.abandon();

    assertNoneIsFree();
    place.end();
    assertOneIsFree();
  }

  @Test
  void onlyOnce() {
    StreamPlaces.Place place = places.take();
    place.begin();
    place.end();

    place.end();
    place.abandon();

    assertOneIsFree();
  }

  private void assertOneIsFree() {
    places.take();
    assertNoneIsFree();
  }

  private void assertNoneIsFree() {
    assertEquals(ProblemCode.BUSY, assertThrows(ProblemException.class, places::take).code());
  }
}
