package io.deepgrow.benchmarks.attack;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Clients that request large answers of one kind and read none of them. */
final class DeafReaders implements Attack {

  private static final int MANY = 300;
  private static final int PAUSE_MILLIS = 1000;

  /** What they request. */
  enum Answers {
    VIEWER("the viewer"),
    MASKS("masks"),
    IMAGES("images"),
    PACS("the PACS");

    private final String words;

    Answers(String words) {
      this.words = words;
    }
  }

  private final Stage stage;
  private final Answers kind;

  DeafReaders(Stage stage, Answers kind) {
    this.stage = stage;
    this.kind = kind;
  }

  @Override
  public String name() {
    return MANY + " who do not read, " + kind.words;
  }

  @Override
  public void run(Tally tally, Progress progress) throws IOException, InterruptedException {
    String request = request();
    List<Wire> wires = new ArrayList<>();
    for (int n = 0; n < MANY; n++) {
      wires.add(Wire.deaf(stage.port(), request));
    }
    tally.sent(MANY);
    progress.underWay();
    while (progress.goesOn(PAUSE_MILLIS)) {
      // they just sit there
    }
    wires.forEach(Wire::read);
    wires.forEach(tally::answered);
    wires.forEach(Wire::close);
  }

  private String request() throws IOException, InterruptedException {
    String known = stage.known();
    return switch (kind) {
      case VIEWER -> stage.head("GET " + script() + " HTTP/1.1");
      case MASKS ->
          stage.head("GET " + noise() + "/mask HTTP/1.1", known, "Accept: application/x-nifti");
      case IMAGES ->
          stage.head("GET /datastore/image?image=" + stage.series() + " HTTP/1.1", known);
      case PACS ->
          stage.head(
              "GET /dicom-web/studies/" + stage.study() + "/series/" + stage.series() + " HTTP/1.1",
              known,
              "Accept: multipart/related; type=\"application/dicom\"");
    };
  }

  private String script() throws IOException, InterruptedException {
    String page =
        new String(stage.caller().send(stage.caller().request("/")).body(), StandardCharsets.UTF_8);
    Matcher bundle = Pattern.compile("src=\"(/app\\.bundle[^\"]*)\"").matcher(page);
    return bundle.find() ? bundle.group(1) : "/";
  }

  /** A segment whose mask is noise, so that no packing makes it small. */
  private String noise() throws IOException, InterruptedException {
    Caller caller = stage.caller();
    String segment = caller.addSegment(caller.open(stage.study(), stage.series()));
    byte[] bits = new byte[512 * 512 * 40 / 8];
    new Random(3).nextBytes(bits);
    caller.read(
        caller.send(
            caller
                .request(segment + "/mask")
                .header("Content-Type", "application/octet-stream")
                .header("Mask-Box-Start", "0,0,0")
                .header("Mask-Box-End", "512,512,40")
                .PUT(HttpRequest.BodyPublishers.ofByteArray(bits))));
    return segment;
  }
}
