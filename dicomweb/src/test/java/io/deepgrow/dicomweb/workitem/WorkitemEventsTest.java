package io.deepgrow.dicomweb.workitem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.deepgrow.dicomweb.DicomWebConfig;
import io.deepgrow.dicomweb.DicomWebException;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WorkitemEventsTest {

  private static final Path WIRE = Path.of("../../shared/reference/dcm4chee-arc-wire");
  private static final Duration LONG = Duration.ofMinutes(10);
  private static final String CANCEL =
      """
      {"00000002":{"vr":"UI","Value":["1.2.840.10008.5.1.4.34.6.1"]},
       "00001000":{"vr":"UI","Value":["2.25.7"]},"00001002":{"vr":"US","Value":[2]},
       "00741238":{"vr":"LT","Value":["Secret^Name"]}}
      """;

  private final FakeEventChannel channel = FakeEventChannel.start();
  private final BlockingQueue<WorkitemEvent> events = new LinkedBlockingQueue<>();

  @AfterEach
  void end() throws IOException {
    channel.close();
  }

  private WorkitemEvents open(Map<String, String> matching) {
    DicomWebConfig config =
        DicomWebConfig.of(channel.root()).with(Duration.ofSeconds(20), 1, Duration.ofMillis(1));
    return WorkitemEvents.open(config, channel.root(), "DEEPGROW", matching, events::add);
  }

  @Test
  void eventsComeByTheSocketOfTheHostThatWeKnow() throws Exception {
    try (WorkitemEvents subscribed = open(Map.of())) {
      assertThat(channel.requests().get(0))
          .contains("POST", "/workitems/1.2.840.10008.5.1.4.34.5/subscribers/DEEPGROW ");
      assertThat(channel.requests().get(1))
          .startsWith("GET /aets/WORKLIST/ws/subscribers/DEEPGROW ");
      channel.send(CANCEL);
      assertThat(events.poll(30, TimeUnit.SECONDS))
          .isEqualTo(
              new WorkitemEvent(WorkitemEvent.Kind.CANCEL_REQUESTED, "2.25.7", Optional.empty()));
      assertThat(subscribed.isAlive(LONG)).isTrue();
    }
  }

  @Test
  void aFilterGoesWithTheSubscription() {
    open(Map.of("WorklistLabel", "A I")).close();
    assertThat(channel.requests().get(0))
        .contains(".34.5.1/subscribers/DEEPGROW?WorklistLabel=A+I ");
  }

  @Test
  void aSocketThatDiesIsNotAliveAndOneThatIsSilentNeither() throws Exception {
    try (WorkitemEvents subscribed = open(Map.of())) {
      assertThat(subscribed.isAlive(Duration.ofNanos(1))).isFalse();
      subscribed.beat();
      channel.drop();
      long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
      while (subscribed.isAlive(LONG) && System.nanoTime() < deadline) {
        subscribed.beat();
        Thread.onSpinWait();
      }
      assertThat(subscribed.isAlive(LONG)).isFalse();
    }
  }

  @Test
  void aSocketThatIsRefusedIsAnError() {
    channel.refusing(true);
    assertThatThrownBy(() -> open(Map.of()))
        .isInstanceOf(DicomWebException.class)
        .hasMessageContaining("event channel");
  }

  @Test
  void withoutALocationTheChannelIsBelowTheRoot() {
    assertThat(WorkitemEvents.channel(URI.create("https://pacs:8443/rs/"), "", "DEEPGROW"))
        .isEqualTo(URI.create("wss://pacs:8443/rs/subscribers/DEEPGROW"));
    assertThat(
            WorkitemEvents.channel(
                URI.create("https://pacs/rs"), "ws://elsewhere/x/subscribers/A", "A"))
        .isEqualTo(URI.create("wss://pacs/x/subscribers/A"));
  }

  @Test
  void whatIsNoEventIsPassedOver() {
    assertThat(WorkitemEvent.read("hello")).isEmpty();
    assertThat(WorkitemEvent.read("[]")).isEmpty();
    assertThat(WorkitemEvent.read("{\"00001002\":{\"vr\":\"US\",\"Value\":[1]}}")).isEmpty();
  }

  @Test
  void allEventsThatARealArchiveSentAreRead() throws IOException {
    assumeTrue(Files.isDirectory(WIRE), "the recorded traffic of a dcm4chee-arc is not here");
    var frames =
        Files.readAllLines(WIRE.resolve("42-ws-global.txt")).stream()
            .filter(line -> line.startsWith("{") && line.endsWith("}"))
            .toList();
    assertThat(frames).hasSizeGreaterThan(10);
    assertThat(frames).allSatisfy(frame -> assertThat(WorkitemEvent.read(frame)).isPresent());
    assertThat(frames.stream().map(WorkitemEvent::read).flatMap(Optional::stream))
        .anySatisfy(event -> assertThat(event.state()).contains(WorkitemState.COMPLETED));
  }
}
