package dev.haversack.dataset.insight;

import dev.haversack.contract.model.DatasetWay;
import dev.haversack.contract.model.DatasetWayKind;
import dev.haversack.contract.model.Filter;
import dev.haversack.contract.model.Obstacle;
import dev.haversack.contract.model.ObstacleCode;
import dev.haversack.contract.model.PathStep;
import dev.haversack.contract.model.PublishedProfile;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gathers what takes a record and what keeps it out. */
final class Findings {

  private final List<DatasetWay> ways = new ArrayList<>();
  private final List<Obstacle> obstacles = new ArrayList<>();

  List<DatasetWay> ways() {
    return List.copyOf(ways);
  }

  List<Obstacle> obstacles() {
    return List.copyOf(obstacles);
  }

  void takes(DatasetWayKind kind, PublishedProfile by, @Nullable List<PathStep> path) {
    ways.add(new DatasetWay(kind, by.profileId(), by.name(), path));
  }

  void keepsOut(ObstacleCode code, String message) {
    obstacles.add(new Obstacle(code, message, null, null, null));
  }

  void keepsOut(
      ObstacleCode code, PublishedProfile of, String message, @Nullable List<Filter> conditions) {
    obstacles.add(new Obstacle(code, message, of.profileId(), of.name(), conditions));
  }
}
