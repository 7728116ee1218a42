package dev.haversack.platform.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.haversack.contract.model.FeedPage;
import dev.haversack.contract.model.OrganizationRevision;
import dev.haversack.contract.model.OrganizationRevisions;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FeedFollowerTest {

  private static final UUID BROKEN = new UUID(0, 1);
  private static final UUID SOUND = new UUID(0, 2);

  @Test
  void anOrganizationThatFailsKeepsNoOtherWaiting() {
    List<UUID> stored = new ArrayList<>();
    FeedFollower follower =
        new FeedFollower(
            new ConfigurationFeedClient() {
              @Override
              public OrganizationRevisions revisions() {
                return new OrganizationRevisions(
                    List.of(
                        new OrganizationRevision(BROKEN, 5L), new OrganizationRevision(SOUND, 7L)));
              }

              @Override
              public FeedPage page(UUID organizationId, long after, int limit) {
                if (organizationId.equals(BROKEN)) {
                  throw new IllegalStateException("cannot be read");
                }
                return new FeedPage(7L, List.of());
              }
            },
            new ConfigurationStore(null, null, List.of()) {
              @Override
              public long revision(UUID organizationId) {
                return 0;
              }

              @Override
              public void apply(UUID organizationId, FeedPage page) {
                stored.add(organizationId);
              }
            },
            new FeedConfiguration() {
              @Override
              public boolean enabled() {
                return false;
              }

              @Override
              public java.time.Duration pollInterval() {
                return java.time.Duration.ofSeconds(1);
              }

              @Override
              public int pageSize() {
                return 10;
              }
            });

    follower.follow();

    assertEquals(List.of(SOUND), stored);
  }
}
