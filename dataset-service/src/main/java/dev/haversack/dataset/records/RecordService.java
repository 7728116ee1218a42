package dev.haversack.dataset.records;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.haversack.contract.model.NewRecord;
import dev.haversack.dataset.configuration.EntityModel;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.security.UserRights;
import dev.haversack.platform.http.ETags;
import dev.haversack.platform.ids.Ids;
import dev.haversack.platform.problem.ProblemCode;
import dev.haversack.platform.problem.ProblemException;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Reads and writes single records for their users. */
@ApplicationScoped
public class RecordService {

  private final RecordStore store;
  private final RecordWriter writer;
  private final OpenChildren children;
  private final ConfigurationGate gate;
  private final Clock clock;
  private final Ids ids;

  RecordService(
      RecordStore store,
      RecordWriter writer,
      OpenChildren children,
      ConfigurationGate gate,
      Clock clock,
      Ids ids) {
    this.store = store;
    this.writer = writer;
    this.gate = gate;
    this.clock = clock;
    this.ids = ids;
    this.children = children;
  }

  /**
   * Who reads or writes.
   *
   * @param userId the user
   * @param isAdmin whether he is here as an administrator, and so sees secured attributes
   */
  public record Author(UUID userId, boolean isAdmin) {

    /** What he may do. */
    public Permissions permissions(OrganizationModel organization) {
      return new UserPermissions(new UserRights(organization, userId), isAdmin);
    }
  }

  /** A record that the user may see. */
  public RecordRow get(OrganizationModel organization, Author by, String entity, UUID id) {
    EntityModel model = RecordPlanner.known(organization, entity);
    Permissions permissions = by.permissions(organization);
    permissions.mayUseEntity(model.name(), Permissions.Use.READ);
    var key = new RecordKey(entity, id);
    RecordRow row =
        store
            .find(organization.organizationId(), key)
            .orElseThrow(() -> UserPermissions.absent(key));
    permissions.maySee(row);
    return row;
  }

  /** Makes a record. */
  public RecordRow create(UUID organizationId, Author by, String entity, NewRecord sent) {
    UUID fresh = sent.id() == null ? ids.next() : sent.id();
    try {
      return writeOnce(
          organizationId,
          organization -> {
            EntityModel model = RecordPlanner.writable(organization, entity);
            UUID id =
                sent.id() == null ? Pairs.idOf(model, sent.attributes()).orElse(fresh) : sent.id();
            Instant now = clock.instant();
            RecordWrite.Insert insert =
                planner(organization, by, now, model, sent.attributes(), this::nextVersion)
                    .create(model, id, sent.attributes());
            write(organization, insert, by.userId(), now);
            return insert.row();
          });
    } catch (DuplicateRecordException e) {
      throw ProblemException.of(
          ProblemCode.DUPLICATE_RECORD, "There is such a " + entity + " already.");
    }
  }

  /** Changes a record; the same record when nothing of it changes. */
  public RecordRow update(
      UUID organizationId, Author by, RecordKey key, ObjectNode sent, @Nullable String ifMatch) {
    return writeOnce(
        organizationId,
        organization -> {
          EntityModel model = RecordPlanner.writable(organization, key.entity());
          Found found = locked(organization, by, key, Permissions.Use.WRITE, ifMatch);
          RecordRow row = found.row();
          Instant now = clock.instant();
          Optional<RecordWrite.Update> update =
              planner(organization, by, now, model, sent, found.version()).update(model, row, sent);
          update.ifPresent(u -> write(organization, u, by.userId(), now));
          return update.map(RecordWrite.Update::row).orElse(row);
        });
  }

  /** Writes; when somebody wrote what stands in its way meanwhile, anew, to find it. */
  private RecordRow writeOnce(UUID organizationId, Function<OrganizationModel, RecordRow> write) {
    try {
      return gate.write(organizationId, write);
    } catch (DuplicateRecordException e) {
      return gate.write(organizationId, write);
    }
  }

  /** Deletes a record. */
  void delete(UUID organizationId, Author by, RecordKey key, @Nullable String ifMatch) {
    gate.write(
        organizationId,
        organization -> {
          EntityModel model = RecordPlanner.writable(organization, key.entity());
          Found found = locked(organization, by, key, useToDelete(model), ifMatch);
          RecordRow row = found.row();
          Instant now = clock.instant();
          ObjectNode looksAt =
              model.isIntersect() ? row.attributes() : row.attributes().objectNode();
          RecordWrite.Delete delete =
              planner(organization, by, now, model, looksAt, found.version()).delete(model, row);
          write(organization, delete, by.userId(), now);
          return delete;
        });
  }

  /** Who may end a pair is a matter of its two records. */
  private static Permissions.Use useToDelete(EntityModel entity) {
    return entity.isIntersect() ? Permissions.Use.READ : Permissions.Use.DELETE;
  }

  /** A locked record, and what gives a version to what is made of it. */
  private record Found(RecordRow row, LongSupplier version) {}

  /** What the user may not see must look like what is not there, its version too. */
  private Found locked(
      OrganizationModel organization,
      Author by,
      RecordKey key,
      Permissions.Use use,
      @Nullable String ifMatch) {
    Permissions permissions = by.permissions(organization);
    permissions.mayUseEntity(key.entity(), use);
    RecordStore.Locked locked = store.lock(organization.organizationId(), List.of(key), 1);
    RecordRow row =
        locked.rows().stream().findFirst().orElseThrow(() -> UserPermissions.absent(key));
    permissions.maySee(row);
    ETags.check(ifMatch, row.version());
    return new Found(row, locked.versions().iterator()::next);
  }

  private long nextVersion() {
    return store.nextVersions(1).getFirst();
  }

  private void write(OrganizationModel organization, RecordWrite write, UUID userId, Instant now) {
    writer.write(organization, List.of(new Authored(write)), userId, now);
  }

  private RecordPlanner planner(
      OrganizationModel organization,
      Author by,
      Instant now,
      EntityModel entity,
      ObjectNode sent,
      LongSupplier version) {
    List<RecordKey> candidates =
        new RecordValidator(entity)
            .read(sent).references().stream().flatMap(Reference::storedCandidates).toList();
    Map<RecordKey, RecordAccess> stored = store.accessOf(organization.organizationId(), candidates);
    return new RecordPlanner(
        organization,
        by.permissions(organization),
        by.userId(),
        now,
        new Targets(organization.directory(), stored),
        record ->
            children.instances(organization.organizationId(), List.of(record)).keySet().stream(),
        version);
  }
}
