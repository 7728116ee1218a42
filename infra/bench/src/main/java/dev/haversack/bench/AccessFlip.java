package dev.haversack.bench;

import dev.haversack.contract.model.Team;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Many records enter and leave a dataset at once, although none of them changed. */
final class AccessFlip {

  private static final int ROUNDS = 5;

  private final Bed bed;

  AccessFlip(Bed bed) {
    this.bed = bed;
  }

  /** A user leaves a team that owns many of his records, and joins again. */
  void measure() throws Exception {
    double limit = bed.store().copyRate(Workforce.TEAM, Workforce.TEAM_COUNT);
    String token = bed.reader().snapshot(Workforce.MEMBER).token();
    List<Double> leaving = new ArrayList<>();
    List<Double> joining = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      Reading left = flipped(List.of(), token);
      leaving.add(left.rate());
      Reading joined = flipped(List.of(Workforce.user(Workforce.MEMBER)), left.token());
      joining.add(joined.rate());
      token = joined.token();
    }
    bed.report().add(flipResult("leaves", median(leaving), limit));
    bed.report().add(flipResult("joins again", median(joining), limit));
  }

  private Reading flipped(List<UUID> members, String token) throws Exception {
    bed.admin()
        .put("/profile/v1/teams/" + Workforce.TEAM, Workforce.flip(members), Team.class, "*");
    Reading reading = bed.reader().delta(Workforce.MEMBER, token);
    for (int tries = 0; reading.rows() == 0 && tries < 600; tries++) {
      Thread.sleep(50);
      reading = bed.reader().delta(Workforce.MEMBER, token);
    }
    Bed.require(reading.rows() == Workforce.TEAM_COUNT, "a flip of " + reading.rows());
    return reading;
  }

  private static Result flipResult(String what, double rate, double limit) {
    return new Result(
        "access flip",
        "a member of the team that owns 10,000 accounts " + what,
        rate,
        "rows/s",
        limit,
        "COPY row_to_json",
        "100,000",
        rate >= 100_000);
  }

  private static double median(List<Double> values) {
    return Times.median(values.stream().mapToDouble(Double::doubleValue).toArray());
  }
}
