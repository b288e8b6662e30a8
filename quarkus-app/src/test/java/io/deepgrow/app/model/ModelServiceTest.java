package io.deepgrow.app.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.DeepgrowConfig;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.inference.click.Click;
import io.deepgrow.model.Provider;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Clock;
import java.time.Duration;
import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class ModelServiceTest {

  private static final String MODEL = "deepgrow-compact";
  private static final Volume VOLUME =
      Volume.of(
          VolumeGeometry.axial(new GridSize(24, 24, 12), new Spacing(2, 2, 4)),
          new short[24 * 24 * 12]);

  private static ModelService service(Map<String, String> settings) {
    return new ModelService(
        new SmallRyeConfigBuilder()
            .addDiscoveredConverters()
            .addDefaultInterceptors()
            .withMapping(DeepgrowConfig.class)
            .withSources(new PropertiesConfigSource(settings, "test", 100))
            .build()
            .getConfigMapping(DeepgrowConfig.class),
        new BundledShelf(),
        Clock.systemUTC());
  }

  /** One prediction at a time, and one that waits; opened once, for that takes seconds. */
  private static final ModelService models =
      service(
          Map.of(
              "deepgrow.models.workers", "1",
              "deepgrow.models.queue", "1",
              "deepgrow.models.standard", "gone",
              "deepgrow.models.threads", "1"));

  @BeforeAll
  static void open() {
    models.open();
  }

  @AfterAll
  static void close() {
    models.close();
  }

  private static void refused(Runnable request, ErrorCode code) {
    assertThatThrownBy(request::run)
        .isInstanceOfSatisfying(ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  @Test
  void aStandardModelThatIsNotThereIsReplacedByOneThatIsAndAnUnknownOneIsRefused() {
    assertThat(models.require(null).id()).isEqualTo(MODEL);
    assertThat(models.require(MODEL).id()).isEqualTo(MODEL);
    assertThat(models.provider(MODEL)).isEqualTo(Provider.CPU);
    refused(() -> models.require("gone"), ErrorCode.MODEL_NOT_FOUND);
    refused(() -> models.require("no-such-model"), ErrorCode.MODEL_NOT_FOUND);
    refused(() -> models.provider("no-such-model"), ErrorCode.MODEL_NOT_FOUND);
    refused(
        () ->
            models.predict(
                new ModelRef("no-such-model", null),
                VOLUME,
                Mask.empty(VOLUME.geometry()),
                List.of()),
        ErrorCode.MODEL_NOT_FOUND);
    assertThatThrownBy(() -> models.require("no-such-model")).hasMessageContaining(MODEL);
  }

  @Test
  void aProviderThatThereIsNotEndsTheStartWithOneSentence() {
    assertThatThrownBy(() -> service(Map.of("deepgrow.models.providers", "tpu")).open())
        .isInstanceOf(RuntimeException.class)
        .hasMessageContaining("tpu");
    assertThatThrownBy(() -> service(Map.of("deepgrow.models.providers", "cuda")).open())
        .isInstanceOf(ConfigurationException.class)
        .hasNoCause();
  }

  /** Clicks that hold up whoever looks at them, until they may be seen. */
  private static final class Held extends AbstractList<Click> {
    final CountDownLatch begun = new CountDownLatch(1);
    final CountDownLatch may = new CountDownLatch(1);
    private final RuntimeException failure;

    Held(RuntimeException failure) {
      this.failure = failure;
    }

    @Override
    public Click get(int index) {
      throw new IndexOutOfBoundsException(index);
    }

    @Override
    public int size() {
      return 0;
    }

    @Override
    public Iterator<Click> iterator() {
      begun.countDown();
      try {
        may.await();
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      throw failure;
    }
  }

  private static CompletableFuture<Void> predict(Held clicks) {
    return CompletableFuture.runAsync(
        () ->
            models.predict(
                new ModelRef(MODEL, null), VOLUME, Mask.empty(VOLUME.geometry()), clicks));
  }

  @Test
  void whoComesWhenAllPlacesAreTakenIsToldToComeAgainAndAFailureFreesItsPlace() throws Exception {
    Held first = new Held(new IllegalStateException("it failed"));
    Held second = new Held(new IllegalStateException("it failed, too"));
    var one = predict(first);
    first.begun.await();
    models.requireRoom(Duration.ZERO);
    var two = predict(second);

    Awaitility.await().until(() -> isFull());
    assertThatThrownBy(() -> models.requireRoom(Duration.ZERO)).hasMessageContaining("2 places");
    assertThat(second.begun.getCount()).as("one at a time").isEqualTo(1);

    first.may.countDown();
    assertThatThrownBy(one::join).hasRootCauseMessage("it failed");
    models.requireRoom(Duration.ofMinutes(1));
    second.begun.await();
    second.may.countDown();
    assertThatThrownBy(two::join).hasRootCauseMessage("it failed, too");
    models.requireRoom(Duration.ZERO);
  }

  private static boolean isFull() {
    try {
      models.requireRoom(Duration.ZERO);
      return false;
    } catch (ApiException e) {
      return e.code() == ErrorCode.BUSY;
    }
  }

  @Test
  void whoHasPatienceGetsThePlaceThatIsFreedMeanwhile() throws Exception {
    Held first = new Held(new IllegalStateException("it failed"));
    Held second = new Held(new IllegalStateException("it failed, too"));
    second.may.countDown();
    var one = predict(first);
    first.begun.await();
    var two = predict(second);
    Awaitility.await().until(() -> isFull());
    CompletableFuture<Void> patient =
        CompletableFuture.runAsync(() -> models.requireRoom(Duration.ofMinutes(1)));
    assertThat(patient).isNotDone();

    first.may.countDown();

    patient.join();
    assertThatThrownBy(one::join).hasRootCauseMessage("it failed");
    assertThatThrownBy(two::join).hasRootCauseMessage("it failed, too");
  }

  @Test
  void whoIsInterruptedWhileWaitingIsToldToComeAgainAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    refused(() -> models.requireRoom(Duration.ofMinutes(1)), ErrorCode.BUSY);

    assertThat(Thread.interrupted()).isTrue();
  }
}
