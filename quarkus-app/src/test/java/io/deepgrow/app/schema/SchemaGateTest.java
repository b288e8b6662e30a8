package io.deepgrow.app.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quarkus.runtime.StartupEvent;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;

class SchemaGateTest {

  /** A database whose schema others change. */
  private static final class PlayedSchema implements Schema {

    volatile Look found = new Look("8", "9", 1);
    volatile boolean away;

    @Override
    public Look look() {
      if (away) {
        throw new IllegalStateException("jdbc:postgresql://secret.example.org");
      }
      return found;
    }
  }

  private final PlayedSchema schema = new PlayedSchema();
  private final SchemaState state = new SchemaState();
  private final SchemaGate gate = new SchemaGate(schema, state, Duration.ofMillis(5));

  private CompletableFuture<Void> started() {
    CompletableFuture<Void> started = new CompletableFuture<>();
    new Thread(
            () -> {
              try {
                gate.await(new StartupEvent());
                started.complete(null);
              } catch (InterruptedException | RuntimeException e) {
                started.completeExceptionally(e);
              }
            })
        .start();
    return started;
  }

  private String reason() {
    return gate.call().getData().map(data -> data.get("reason").toString()).orElse("");
  }

  @Test
  void aSchemaThatIsThereLetsTheServiceBeginAtOnce() throws Exception {
    schema.found = new Schema.Look("9", "9", 0);

    gate.await(new StartupEvent());

    assertThat(gate.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
  }

  @Test
  void aSchemaOfALaterReleaseWillDo() throws Exception {
    schema.found = new Schema.Look("12", "12", 0);

    gate.await(new StartupEvent());

    assertThat(gate.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
  }

  @Test
  void anOlderSchemaIsWaitedForAndNamedUntilItIsThere() throws Exception {
    CompletableFuture<Void> started = started();
    Awaitility.await().until(() -> reason().contains("the schema is at 8"));
    assertThat(gate.call().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    assertThat(reason()).contains("this release needs 9").contains("deepgrow.role=migrate");
    assertThat(started).isNotDone();
    assertThat(state.isThere()).isFalse();

    schema.found = new Schema.Look("9", "9", 0);

    started.get(30, TimeUnit.SECONDS);
    assertThat(gate.call().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(state.isThere()).isTrue();
  }

  @Test
  void anEmptyDatabaseIsCalledThat() {
    assertThat(new Schema.Look("", "9", 9).trouble()).contains("the schema is at nothing");
  }

  @Test
  void aDatabaseThatIsAwayIsWaitedForWithoutSayingWhereItIs() throws Exception {
    schema.away = true;
    CompletableFuture<Void> started = started();
    Awaitility.await().until(() -> reason().contains("the database does not answer"));
    assertThat(reason()).doesNotContain("secret");

    schema.found = new Schema.Look("9", "9", 0);
    schema.away = false;

    started.get(30, TimeUnit.SECONDS);
  }

  @Test
  void aServiceThatIsStoppedNoLongerWaits() {
    CompletableFuture<Void> started = started();
    Awaitility.await().until(() -> reason().contains("the schema is at 8"));

    gate.end();

    assertThatThrownBy(() -> started.get(30, TimeUnit.SECONDS))
        .hasRootCauseInstanceOf(IllegalStateException.class);
  }
}
