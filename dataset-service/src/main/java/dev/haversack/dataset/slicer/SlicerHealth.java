package dev.haversack.dataset.slicer;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Shows how many slices of all organizations are set aside: in the answer of the readiness check
 * and as the metric {@code haversack.dataset.slices.set.aside}. The service stays ready: all others
 * are served.
 */
@Readiness
@ApplicationScoped
class SlicerHealth implements HealthCheck {

  private static final String SET_ASIDE =
      "SELECT count(*) FROM slice WHERE state = 'active' AND next_try_at IS NOT NULL";

  private final DataSource database;
  private final MeterRegistry meters;

  SlicerHealth(DataSource database, MeterRegistry meters) {
    this.database = database;
    this.meters = meters;
  }

  void start(@Observes StartupEvent event) {
    meters.gauge("haversack.dataset.slices.set.aside", this, SlicerHealth::measure);
  }

  @Override
  public HealthCheckResponse call() {
    try {
      return HealthCheckResponse.named("slicer")
          .up()
          .withData("slicesSetAside", setAside())
          .build();
    } catch (SQLException e) {
      // The check of the database says whether that is a reason not to be ready.
      return HealthCheckResponse.named("slicer").up().build();
    }
  }

  private double measure() {
    try {
      return setAside();
    } catch (SQLException e) {
      return Double.NaN;
    }
  }

  private long setAside() throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(SET_ASIDE);
        ResultSet row = statement.executeQuery()) {
      row.next();
      return row.getLong(1);
    }
  }
}
