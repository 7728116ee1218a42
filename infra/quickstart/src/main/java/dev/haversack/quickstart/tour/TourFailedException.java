package dev.haversack.quickstart.tour;

/** Something is not as the tour says that it is; the message says what. */
final class TourFailedException extends RuntimeException {

  TourFailedException(String message) {
    super(message);
  }
}
