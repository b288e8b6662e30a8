package io.deepgrow.benchmarks.attack;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A PACS that answers with garbage, a byte at a time or without end, while sessions are opened on
 * it, viewers call it, and a result is on its way to it; the result arrives once it is itself
 * again.
 */
final class PoisonedPacs implements Attack {

  private static final int SESSIONS = 12;
  private static final int VIEWERS = 40;
  private static final int PAUSE_MILLIS = 250;
  private static final int PATIENCE_SECONDS = 60;

  private final Stage stage;

  PoisonedPacs(Stage stage) {
    this.stage = stage;
  }

  @Override
  public String name() {
    return "poison and trickles of the PACS";
  }

  @Override
  public void run(Tally tally, Progress progress) throws IOException, InterruptedException {
    Caller caller = stage.caller();
    String session = caller.open(stage.study(), stage.series());
    caller.mark(caller.addSegment(session), stage.voxels().get(0));
    List<Wire> wires = new ArrayList<>();
    String result;
    try {
      stage.pacs().turn(Mischief.POISON);
      result = caller.read(caller.post(session + "/results", Map.of())).path("id").asText();
      for (int n = 0; n < SESSIONS; n++) {
        HttpResponse<byte[]> opened =
            caller.post(
                "/api/v1/sessions", Map.of("studyUid", "2.25.9", "seriesUid", "2.25.9" + n));
        tally.answered(opened.statusCode(), new String(opened.body(), StandardCharsets.UTF_8));
      }
      for (int n = 0; n < VIEWERS; n++) {
        wires.add(call(n));
      }
      tally.sent(SESSIONS + VIEWERS + 1);
      progress.underWay();
      while (progress.goesOn(PAUSE_MILLIS)) {
        for (int n = 0; n < VIEWERS; n++) {
          again(wires, n, tally);
        }
      }
      wires.forEach(Wire::read);
      wires.forEach(tally::answered);
      wires.forEach(Wire::close);
    } finally {
      stage.pacs().turn(Mischief.NONE);
    }
    awaitVerified(caller, session + "/results/" + result, tally);
  }

  private Wire call(int number) throws IOException {
    String path =
        switch (number % 3) {
          case 0 -> "/dicom-web/studies";
          case 1 -> "/dicom-web/studies/2.25.9/series/2.25.9/metadata";
          default -> "/dicom-web/studies/2.25.9/series/2.25.9/instances/2.25.9/frames/1";
        };
    return Wire.open(
        stage.port(), stage.head("GET " + path + " HTTP/1.1", stage.known(), "Connection: close"));
  }

  private void again(List<Wire> wires, int number, Tally tally) throws IOException {
    Wire wire = wires.get(number);
    wire.read();
    if (wire.ended()) {
      tally.answered(wire);
      wire.close();
      wires.set(number, call(number));
      tally.sent(1);
    }
  }

  private static void awaitVerified(Caller caller, String result, Tally tally)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE_SECONDS * 1_000_000_000L;
    JsonNode now = caller.get(result);
    while (!now.path("state").asText().equals("VERIFIED") && System.nanoTime() < end) {
      Thread.sleep(PAUSE_MILLIS);
      now = caller.get(result);
    }
    if (!now.path("state").asText().equals("VERIFIED")) {
      tally.fault("a result was not stored when the PACS was itself again: " + now);
    }
  }
}
