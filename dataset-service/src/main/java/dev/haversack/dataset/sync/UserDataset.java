package dev.haversack.dataset.sync;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.DatasetSize;
import dev.haversack.dataset.configuration.OrganizationModel;
import dev.haversack.dataset.slices.Plan;
import dev.haversack.dataset.sync.DatasetStream.Section;
import dev.haversack.dataset.sync.ScopeContent.SliceKeys;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A user's dataset as a snapshot would be, to be looked at; in the caller's transaction. Nothing is
 * remembered of it.
 */
public final class UserDataset {

  private final DatasetStream stream;
  private final ObjectMapper json;

  private UserDataset(DatasetStream stream, ObjectMapper json) {
    this.stream = stream;
    this.json = json;
  }

  /**
   * The dataset of a user in a plan.
   *
   * @param checkpoint the checkpoint that the slices are at
   * @throws dev.haversack.platform.problem.ProblemException {@code not-ready} when the plan is
   *     older than the user's time zone or language
   */
  public static UserDataset of(
      Connection connection,
      ObjectMapper json,
      OrganizationModel organization,
      Plan<Long> plan,
      UUID userId,
      long checkpoint)
      throws SQLException {
    ScopeContent scope = ScopeComputer.compute(connection, organization, plan, userId);
    return new UserDataset(
        new DatasetStream(connection, organization, userId, checkpoint, scope, null, null), json);
  }

  /** The entities of his profiles. */
  public SortedSet<String> entities() {
    return new TreeSet<>(stream.scope().inOrder());
  }

  /** Since which checkpoint it holds a record; null when it does not. */
  public @Nullable Long since(String entity, UUID id) throws SQLException {
    return stream.since(entity, id);
  }

  /** How many records a snapshot would announce. */
  public long count() throws SQLException {
    long records = 0;
    for (Section section : stream.sections()) {
      records += stream.count(section);
    }
    return records;
  }

  /**
   * Reads an entity.
   *
   * @param ids takes the ids in their order
   * @return how many records there are, and how many bytes a snapshot sends for them
   */
  public DatasetSize read(String entity, Consumer<UUID> ids) throws SQLException {
    Counter counter = new Counter();
    LineWriter lines = new LineWriter(counter, json);
    long[] records = {0};
    lines.begin(entity);
    try {
      stream.<IOException>read(
          new Section(entity, null, IdRange.ALL),
          null,
          row -> {
            lines.row(row);
            records[0]++;
            ids.accept(UUID.fromString(row.id()));
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new DatasetSize(records[0], counter.bytes);
  }

  /** Equal for users who take the same: of their entities the same keys, and the same guards. */
  public Object content() {
    return stream.scope().entities();
  }

  /** Which keys he takes of each slice of an entity; an empty list stands for all of them. */
  public SortedMap<Long, List<Long>> keys(String entity) {
    return stream.scope().entity(entity).slices().entrySet().stream()
        .filter(slice -> !slice.getValue().isNothing())
        .collect(
            Collectors.toMap(
                slice -> slice.getKey(),
                slice -> keys(slice.getValue()),
                (one, other) -> one,
                TreeMap::new));
  }

  private static List<Long> keys(SliceKeys keys) {
    return keys.all() ? List.of() : keys.keys();
  }

  /** Counts what is written. */
  private static final class Counter extends OutputStream {

    private long bytes;

    @Override
    public void write(int b) {
      bytes++;
    }

    @Override
    public void write(byte[] buffer, int offset, int length) {
      bytes += length;
    }
  }
}
