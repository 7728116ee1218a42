package dev.haversack.conflict;

import dev.haversack.testing.IssuerResource;
import dev.haversack.testing.PostgresResource;
import io.quarkus.test.common.QuarkusTestResource;
import java.net.URI;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A scene with a replay-service that takes orders. */
@QuarkusTestResource(PostgresResource.class)
@QuarkusTestResource(IssuerResource.class)
@QuarkusTestResource(ReplayPortResource.class)
abstract class ResolutionFixture {

  final Scene scene = new Scene();

  @ConfigProperty(name = "quarkus.rest-client.replay.url")
  URI replayUrl;

  ReplayStub replay;

  @BeforeEach
  void startReplay() {
    replay = new ReplayStub(replayUrl, scene.organization);
  }

  @AfterEach
  void stopReplay() {
    replay.close();
  }
}
