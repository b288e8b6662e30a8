package io.deepgrow.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.schema.SchemaState;
import io.deepgrow.inference.Predictor;
import io.deepgrow.model.OnnxOptions;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a replica does about versions that are chosen, here or elsewhere. */
class ChosenVersionsTest {

  private static final String MODEL = BundledShelf.VERSION.descriptor().id();
  private static final UUID SESSION = new UUID(5, 5);

  private final BundledShelf shelf = new BundledShelf();
  private final ModelService models =
      new ModelService(
          new SmallRyeConfigBuilder()
              .addDiscoveredConverters()
              .addDefaultInterceptors()
              .withMapping(DeepgrowConfig.class)
              .withSources(
                  new PropertiesConfigSource(Map.of("deepgrow.models.threads", "1"), "test", 100))
              .build()
              .getConfigMapping(DeepgrowConfig.class),
          shelf,
          Clock.systemUTC());

  @AfterEach
  void close() {
    models.close();
  }

  private static ServedVersion broken() {
    return BundledShelf.named(new UUID(0, 9), MODEL, "9".repeat(64));
  }

  private HealthCheckResponse health() {
    SchemaState schema = new SchemaState();
    schema.markThere();
    return new ModelHealth(models, schema).call();
  }

  @Test
  void aVersionThatCannotBeOpenedHereIsSaidInHealthAndNoOtherAnswersInItsPlace() {
    shelf.choices.set(0, new ModelShelf.Choice(broken(), Optional.empty(), 0));

    models.look();

    assertThat(health().getStatus()).isEqualTo(HealthCheckResponse.Status.DOWN);
    assertThat(health().getData().orElseThrow().get(MODEL).toString())
        .contains(broken().id().toString());
    assertThatThrownBy(() -> models.choose(MODEL, SESSION))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_UNAVAILABLE));
  }

  @Test
  void isUpAgainOnceAnotherVersionIsChosen() {
    shelf.choices.set(0, new ModelShelf.Choice(broken(), Optional.empty(), 0));
    models.look();
    shelf.choices.set(0, new ModelShelf.Choice(BundledShelf.VERSION, Optional.empty(), 0));

    models.look();

    assertThat(health().getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    assertThat(models.choose(MODEL, SESSION)).isEqualTo(BundledShelf.VERSION);
  }

  @Test
  void aNewSessionBeginsWithWhatWasChosenElsewhereBeforeTheReplicaHasLooked() {
    models.look();
    ServedVersion other =
        BundledShelf.named(new UUID(0, 2), MODEL, BundledShelf.VERSION.descriptor().sha256());
    shelf.choices.set(0, new ModelShelf.Choice(other, Optional.empty(), 0));

    assertThat(models.choose(null, SESSION)).isEqualTo(other);
  }

  @Test
  void theChosenStandardModelTakesThePlaceOfTheSettings() {
    ServedVersion other =
        BundledShelf.named(new UUID(0, 3), "another", BundledShelf.VERSION.descriptor().sha256());
    shelf.choices.add(new ModelShelf.Choice(other, Optional.empty(), 0));
    models.look();
    assertThat(models.require(null).id()).isEqualTo(MODEL);

    shelf.standard = Optional.of("another");

    assertThat(models.choose(null, SESSION)).isEqualTo(other);
    assertThat(models.choose(MODEL, SESSION)).isEqualTo(BundledShelf.VERSION);
  }

  @Test
  void aSessionFromBeforeThereWereVersionsGoesOnWithTheOldest() {
    assertThat(models.version(new ModelRef(MODEL, null))).isEqualTo(BundledShelf.VERSION);
    assertThatThrownBy(() -> models.version(new ModelRef("gone", null)))
        .isInstanceOfSatisfying(
            ApiException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_NOT_FOUND));
  }

  @Test
  void withoutASchemaNobodyLooksForModels() {
    assertThat(new ModelHealth(models, new SchemaState()).call().getStatus())
        .isEqualTo(HealthCheckResponse.Status.DOWN);
  }

  @Test
  void whatNobodyUsesIsClosedAfterAWhileAndOpenedAgainWhenItIsNeeded() {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH.plusSeconds(100_000));
    try (OpenModels open =
        new OpenModels(
            new NetworkOpening(
                OnnxOptions.cpu().withThreads(1, false), Optional.empty(), shelf::graph),
            now::get)) {
      open.provider(BundledShelf.VERSION);
      open.closeIdle(Set.of(), Duration.ofMinutes(15));
      assertThat(open.size()).as("used just now").isEqualTo(1);

      now.set(now.get().plusSeconds(1000));
      open.closeIdle(Set.of(BundledShelf.VERSION.id()), Duration.ofMinutes(15));
      assertThat(open.size()).as("chosen").isEqualTo(1);
      Boolean closedInUse =
          open.use(
              BundledShelf.VERSION,
              (Predictor predictor) -> {
                now.set(now.get().plusSeconds(5000));
                open.closeIdle(Set.of(), Duration.ofMinutes(15));
                return open.size() == 0;
              });
      assertThat(closedInUse).as("in use").isFalse();

      now.set(now.get().plusSeconds(1000));
      open.closeIdle(Set.of(), Duration.ofMinutes(15));
      assertThat(open.size()).isZero();
      assertThat(open.provider(BundledShelf.VERSION)).isNotNull();
    }
  }
}
