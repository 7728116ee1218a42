package dev.haversack.dataset.sync;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;

/** A place is given back once, whichever way its stream ends. */
class PlaceTest {

  private final StreamPlaces places = new StreamPlaces(1, 1, Duration.ZERO);

  @Test
  void afterItsUse() {
    StreamPlaces.Place place = take(places);
    assertTrue(place.begin());

    place.end();

    assertOneIsFree();
  }

  @Test
  void whenTheClientGoesBeforeTheFirstByte() {
    StreamPlaces.Place place = take(places);

    place.abandon();

    assertFalse(place.begin());
    assertOneIsFree();
  }

  @Test
  void notBeforeItsConnectionIsFreeToo() {
    StreamPlaces.Place place = take(places);
    assertTrue(place.begin());

    place.abandon();

    assertNoneIsFree();
    place.end();
    assertOneIsFree();
  }

  /** So that whoever asks again as soon as he has his answer finds it. */
  @Test
  void aUserWaitsAMomentForAPlaceOfHisOwn() throws Exception {
    var patient = new StreamPlaces(2, 1, Duration.ofSeconds(10));
    UUID organization = UUID.randomUUID();
    UUID user = UUID.randomUUID();
    StreamPlaces.Place first = patient.take(organization, user);
    first.begin();
    Thread other =
        Thread.startVirtualThread(() -> {
          LockSupport.parkNanos(Duration.ofMillis(100).toNanos());
          first.end();
        });

    assertTrue(patient.take(organization, user).begin());

    other.join();
  }

  @Test
  void onlyOnce() {
    StreamPlaces.Place place = take(places);
    place.begin();
    place.end();

    place.end();
    place.abandon();

    assertOneIsFree();
  }

  @Test
  void oneUserDoesNotTakeAll() {
    var two = new StreamPlaces(3, 2, Duration.ZERO);
    UUID organization = new UUID(1, 0);
    UUID anna = new UUID(2, 1);
    UUID moses = new UUID(2, 2);
    StreamPlaces.Place first = two.take(organization, anna);
    two.take(organization, anna);

    assertThrows(ProblemException.class, () -> two.take(organization, anna));

    two.take(organization, moses);
    first.abandon();
    two.take(organization, anna);
  }

  private static StreamPlaces.Place take(StreamPlaces places) {
    return places.take(UUID.randomUUID(), UUID.randomUUID());
  }

  private void assertOneIsFree() {
    take(places);
    assertNoneIsFree();
  }

  private void assertNoneIsFree() {
    assertEquals(ProblemCode.BUSY, assertThrows(ProblemException.class, () -> take(places)).code());
  }
}
