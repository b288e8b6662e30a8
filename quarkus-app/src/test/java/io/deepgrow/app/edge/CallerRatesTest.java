package io.deepgrow.app.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.edge.CallerRates.Cost;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CallerRatesTest {

  private final AtomicLong now = new AtomicLong(5);
  private final CallerRates rates =
      new CallerRates(
          new SmallRyeConfigBuilder()
              .withMapping(EdgeConfig.class)
              .withDefaultValue("deepgrow.http.clicks-a-second", "2")
              .addDefaultInterceptors()
              .withConverter(
                  io.quarkus.runtime.configuration.MemorySize.class,
                  100,
                  new io.quarkus.runtime.configuration.MemorySizeConverter())
              .withConverter(
                  java.time.Duration.class,
                  100,
                  new io.quarkus.runtime.configuration.DurationConverter())
              .build()
              .getConfigMapping(EdgeConfig.class),
          now::get);

  private long taken(String caller, int tries) {
    return IntStream.range(0, tries).filter(n -> rates.take(caller, Cost.CLICK)).count();
  }

  @Test
  void tenSecondsWorthMayComeAtOnceAndThenAsManyAsTheRateSays() {
    assertThat(taken("a", 100)).isEqualTo(20);
    now.addAndGet(1_000_000_000L);
    assertThat(taken("a", 100)).isEqualTo(2);
    now.addAndGet(3600_000_000_000L);
    assertThat(taken("a", 100)).isEqualTo(20);
  }

  @Test
  void callersAndKindsOfRequestsAreCountedByThemselves() {
    taken("a", 100);

    assertThat(taken("b", 100)).isEqualTo(20);
    assertThat(rates.take("a", Cost.DICOM_WEB)).isTrue();
  }

  @Test
  void knowsWhatCosts() {
    String segment = "/api/v1/sessions/x/segments/1";
    assertThat(CallerRates.cost(HttpMethod.POST, segment + "/clicks")).contains(Cost.CLICK);
    assertThat(CallerRates.cost(HttpMethod.DELETE, segment + "/clicks/y")).contains(Cost.CLICK);
    assertThat(CallerRates.cost(HttpMethod.POST, segment + "/undo")).contains(Cost.CLICK);
    assertThat(CallerRates.cost(HttpMethod.GET, segment + "/clicks")).isEmpty();
    assertThat(CallerRates.cost(HttpMethod.POST, "/monailabel/infer/deepgrow_3d"))
        .contains(Cost.CLICK);
    assertThat(CallerRates.cost(HttpMethod.PUT, "/session/")).contains(Cost.UPLOAD);
    assertThat(CallerRates.cost(HttpMethod.POST, "/dicom-web/studies")).contains(Cost.UPLOAD);
    assertThat(CallerRates.cost(HttpMethod.GET, "/proxy/dicom/wado/studies/1"))
        .contains(Cost.DICOM_WEB);
    assertThat(CallerRates.cost(HttpMethod.GET, "/api/v1/models")).isEmpty();
  }
}
