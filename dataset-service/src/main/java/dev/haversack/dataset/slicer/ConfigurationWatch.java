package dev.haversack.dataset.slicer;

import dev.haversack.contract.model.FeedEntry;
import dev.haversack.platform.feed.ConfigurationListener;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** Leaves the slicer a note with every change of the configuration, in its transaction. */
@ApplicationScoped
class ConfigurationWatch implements ConfigurationListener {

  private static final String NOTE = "INSERT INTO configuration_change (org_id) VALUES (?)";

  private final DataSource database;

  ConfigurationWatch(DataSource database) {
    this.database = database;
  }

  @Override
  public void changed(UUID organizationId, List<FeedEntry> entries) {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(NOTE)) {
      statement.setObject(1, organizationId);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
