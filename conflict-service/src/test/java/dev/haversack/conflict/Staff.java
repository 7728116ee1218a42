package dev.haversack.conflict;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.haversack.contract.model.ConflictDetection;
import dev.haversack.contract.model.FeedEntry;
import dev.haversack.contract.model.FeedKind;
import dev.haversack.contract.model.FeedPage;
import dev.haversack.contract.model.Organization;
import dev.haversack.contract.model.OrganizationSettings;
import dev.haversack.contract.model.User;
import dev.haversack.platform.feed.ConfigurationStore;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The configuration of organizations, as it comes through the feed. */
@Singleton
class Staff {

  private final ConfigurationStore configuration;
  private final ObjectMapper json;

  Staff(ConfigurationStore configuration, ObjectMapper json) {
    this.configuration = configuration;
    this.json = json;
  }

  /** Somebody comes, moves or leaves. */
  void employ(UUID organization, UUID id, @Nullable UUID manager, boolean active) {
    add(
        organization,
        FeedKind.USER,
        id,
        new User(id, "u" + id, "U", organization, manager, List.of(), active));
  }

  /** Settled errors are kept for so many days. */
  void keep(UUID organization, @Nullable Integer days) {
    add(
        organization,
        FeedKind.ORGANIZATION,
        organization,
        new Organization(
            organization,
            "O",
            new OrganizationSettings(
                ConflictDetection.ATTRIBUTE,
                30,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                days,
                null)));
  }

  private void add(UUID organization, FeedKind kind, UUID id, Object payload) {
    long revision = configuration.revision(organization) + 1;
    configuration.apply(
        organization,
        new FeedPage(
            revision,
            List.of(new FeedEntry(revision, kind, id.toString(), json.valueToTree(payload)))));
  }
}
