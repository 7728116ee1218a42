package dev.haversack.dataset.records;

import dev.haversack.contract.model.EntityMetadata;
import dev.haversack.contract.model.ProcessFlow;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Which open activities regard a record, which open cases are below a case (what keeps a case from
 * being closed), and which instances of process flows are active for a record (one of each). Kept
 * with every write, since no index of the records' values finds them: one on a JSON column would
 * make every update of every record touch all indexes.
 */
@ApplicationScoped
public class OpenChildren {

  /** The entity whose records form a hierarchy of cases. */
  private static final String CASE = "incident";

  private static final String PARENT_CASE = "parentcaseid";

  private static final String PUT =
      """
      INSERT INTO open_child (org_id, entity, record_id, parent_id, alone)
      SELECT ?, c.entity, c.record_id, c.parent_id, c.alone
      FROM unnest(?::text[], ?::uuid[], ?::uuid[], ?::boolean[])
        AS c (entity, record_id, parent_id, alone)
      ON CONFLICT (org_id, entity, record_id) DO UPDATE
      SET parent_id = excluded.parent_id, alone = excluded.alone
      WHERE (open_child.parent_id, open_child.alone) <> (excluded.parent_id, excluded.alone)
      """;
  private static final String REMOVE =
      """
      DELETE FROM open_child o
      USING unnest(?::text[], ?::uuid[]) AS c (entity, record_id)
      WHERE o.org_id = ? AND o.entity = c.entity AND o.record_id = c.record_id
      """;
  private static final String FIND =
      """
      SELECT entity, record_id, parent_id FROM open_child WHERE org_id = ? AND parent_id = ANY (?)
      """;
  private static final String FIND_INSTANCES = FIND + "AND alone";

  private final DataSource database;

  OpenChildren(DataSource database) {
    this.database = database;
  }

  /** The record that this one keeps open, as it is now; null when there is none. */
  public static @Nullable UUID parentOf(OrganizationModel organization, RecordRow row) {
    String lookup = lookupOf(organization, row.key().entity());
    if (lookup == null || !Activities.isOpen(row.attributes())) {
      return null;
    }
    String parent = row.attributes().path(lookup).asText("");
    return parent.isEmpty() ? null : UUID.fromString(parent);
  }

  /** The open records below these. */
  public Map<RecordKey, UUID> below(UUID organizationId, Collection<UUID> parents) {
    return find(FIND, organizationId, parents);
  }

  /** The active instances of processes that these go through. */
  public Map<RecordKey, UUID> instances(UUID organizationId, Collection<UUID> parents) {
    return find(FIND_INSTANCES, organizationId, parents);
  }

  private Map<RecordKey, UUID> find(String sql, UUID organizationId, Collection<UUID> parents) {
    Map<RecordKey, UUID> found = new HashMap<>();
    if (parents.isEmpty()) {
      return found;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setObject(1, organizationId);
      statement.setArray(2, connection.createArrayOf("uuid", parents.toArray()));
      try (ResultSet rows = statement.executeQuery()) {
        while (rows.next()) {
          found.put(
              new RecordKey(rows.getString(1), rows.getObject(2, UUID.class)),
              rows.getObject(3, UUID.class));
        }
      }
      return found;
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }

  /**
   * Keeps up with records that were written.
   *
   * @throws DuplicateRecordException when a record has an active instance of a process by now
   */
  void written(OrganizationModel organization, Collection<RecordRow> rows) {
    Map<RecordKey, UUID> open = new HashMap<>();
    List<RecordKey> others = new ArrayList<>();
    for (RecordRow row : rows) {
      if (lookupOf(organization, row.key().entity()) != null) {
        UUID parent = parentOf(organization, row);
        if (parent == null) {
          others.add(row.key());
        } else {
          open.put(row.key(), parent);
        }
      }
    }
    // First: one instance of a process may have made room for another.
    remove(organization.organizationId(), others);
    put(organization, open);
  }

  /** Keeps up with records that are gone. */
  void deleted(OrganizationModel organization, Collection<RecordKey> keys) {
    remove(
        organization.organizationId(),
        keys.stream().filter(key -> lookupOf(organization, key.entity()) != null).toList());
  }

  private static @Nullable String lookupOf(OrganizationModel organization, String entity) {
    if (entity.equals(CASE)) {
      return PARENT_CASE;
    }
    EntityModel model = organization.entity(entity).orElse(null);
    if (model == null) {
      return null;
    }
    return Activities.areWorkedOn(model)
        ? EntityMetadata.REGARDING
        : model.processFlow().map(ProcessFlow::lookup).orElse(null);
  }

  private static boolean isInstance(OrganizationModel organization, RecordKey key) {
    return organization.entity(key.entity()).flatMap(EntityModel::processFlow).isPresent();
  }

  private void put(OrganizationModel organization, Map<RecordKey, UUID> open) {
    if (open.isEmpty()) {
      return;
    }
    List<RecordKey> keys = open.keySet().stream().sorted().toList();
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(PUT)) {
      statement.setObject(1, organization.organizationId());
      JdbcRecordStore.setKeys(connection, statement, 2, keys);
      statement.setArray(
          4, connection.createArrayOf("uuid", keys.stream().map(open::get).toArray()));
      statement.setArray(
          5,
          connection.createArrayOf(
              "boolean", keys.stream().map(key -> isInstance(organization, key)).toArray()));
      statement.executeUpdate();
    } catch (SQLException e) {
      throw JdbcRecordStore.UNIQUE_VIOLATION.equals(e.getSQLState())
          ? new DuplicateRecordException(e)
          : new DatabaseException(e);
    }
  }

  private void remove(UUID organizationId, Collection<RecordKey> keys) {
    if (keys.isEmpty()) {
      return;
    }
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(REMOVE)) {
      JdbcRecordStore.setKeys(connection, statement, 1, keys);
      statement.setObject(3, organizationId);
      statement.executeUpdate();
    } catch (SQLException e) {
      throw new DatabaseException(e);
    }
  }
}
