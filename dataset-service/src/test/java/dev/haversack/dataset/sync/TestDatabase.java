package dev.haversack.dataset.sync;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** A database with the service's schema, for tests of the engine without the service around it. */
public final class TestDatabase {

  /** For what tests take besides, and one history on each processor with what it has in flight. */
  private static final int MOST_CONNECTIONS = 10 + 8 * Runtime.getRuntime().availableProcessors();

  private static final DataSource INSTANCE = start();

  private TestDatabase() {}

  public static DataSource get() {
    return INSTANCE;
  }

  public static long number(String sql, Object... parameters) {
    try (Connection connection = INSTANCE.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static List<String> texts(String sql, Object... parameters) {
    try (Connection connection = INSTANCE.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      List<String> texts = new ArrayList<>();
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          texts.add(rows.getString(1));
        }
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  public static void execute(String sql, Object... parameters) {
    try (Connection connection = INSTANCE.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      bind(statement, parameters);
      statement.execute();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void bind(PreparedStatement statement, Object... parameters) throws SQLException {
    for (int i = 0; i < parameters.length; i++) {
      statement.setObject(i + 1, parameters[i]);
    }
  }

  /** Connections to a database that gets the service's schema. */
  static AgroalDataSource prepared(String url) throws SQLException {
    Flyway.configure()
        .dataSource(url, "postgres", "")
        .locations("classpath:db/migration", "classpath:db/feed")
        .load()
        .migrate();
    return AgroalDataSource.from(
        new AgroalDataSourceConfigurationSupplier()
            .connectionPoolConfiguration(pool ->
                pool.maxSize(MOST_CONNECTIONS)
                    .validateOnBorrow(true)
                    .connectionValidator(ConnectionValidator.defaultValidator())
                    .exceptionSorter(new PostgreSQLExceptionSorter())
                    .acquisitionTimeout(Duration.ofSeconds(20))
                    .connectionFactoryConfiguration(
                        factory -> factory.jdbcUrl(url).principal(new NamePrincipal("postgres")))));
  }

  private static DataSource start() {
    try {
      EmbeddedPostgres postgres =
          EmbeddedPostgres.builder().setServerConfig("fsync", "off").start();
      return prepared(postgres.getJdbcUrl("postgres", "postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
