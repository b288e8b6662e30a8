package io.deepgrow.benchmarks.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Requests hidden behind doubtful framing, and heads that never end; whatever reaches the PACS
 * beyond what was requested in earnest is a hole.
 */
final class Smuggling implements Attack {

  private static final String INNER = "DELETE /rs/studies/1.2.3 HTTP/1.1\r\nHost: pacs\r\n\r\n";
  private static final String STORE = "POST /dicom-web/studies HTTP/1.";
  private static final String CHUNKS = "Transfer-Encoding: chunked";
  private static final String FOUR = "Content-Length: 4";
  private static final int ENDLESS_HEADS = 100;
  private static final int PAUSE_MILLIS = 250;

  /** Version and the doubtful headers; all to be refused. */
  private static final List<List<String>> DOUBTFUL =
      List.of(
          List.of(STORE + "0", CHUNKS, FOUR),
          List.of(STORE + "0", CHUNKS),
          List.of(STORE + "1", CHUNKS, FOUR),
          List.of(STORE + "1", FOUR, CHUNKS),
          List.of(STORE + "1", "Transfer-Encoding: xchunked", FOUR),
          List.of(STORE + "1", "Transfer-Encoding: identity", FOUR),
          List.of(STORE + "1", "Transfer-Encoding: gzip, chunked"),
          List.of(STORE + "1", CHUNKS, "Transfer-Encoding: identity"),
          List.of(STORE + "1", "Transfer-Encoding : chunked", FOUR),
          List.of(STORE + "1", "Transfer-Encoding:\u000bchunked", FOUR),
          List.of(STORE + "1", FOUR, "Content-Length: 200"),
          List.of(STORE + "1", "Content-Length: 4, 200"),
          List.of(STORE + "1", "Content-Length: +4"),
          List.of(STORE + "1", "Content-Length: 0x4"),
          List.of("GET /dicom-web/studies HTTP/1.1", FOUR),
          List.of("GET /dicom-web/studies HTTP/1.1", CHUNKS),
          List.of("GET /dicom-web/studies/1.2;/../../rs/system HTTP/1.1"),
          List.of("GET /dicom-web/studies/%2e%2e%2f%2e%2e%2fsystem HTTP/1.1"),
          List.of("DELETE /dicom-web/studies/1.2.3 HTTP/1.1"));

  private final Stage stage;

  Smuggling(Stage stage) {
    this.stage = stage;
  }

  @Override
  public String name() {
    return "smuggling, endless heads";
  }

  @Override
  public void run(Tally tally, Progress progress) throws IOException, InterruptedException {
    int before = stage.pacs().requests().size();
    int requested = 0;
    List<Wire> heads = new ArrayList<>();
    for (int n = 0; n < ENDLESS_HEADS; n++) {
      heads.add(Wire.open(stage.port(), "GET /api/v1/models HTTP/1.1\r\nHost: 127.0.0.1\r\nX: "));
    }
    tally.sent(ENDLESS_HEADS);
    progress.underWay();
    do {
      requested += wave(tally);
      heads.forEach(head -> head.send("x"));
    } while (progress.goesOn(PAUSE_MILLIS));
    heads.forEach(Wire::read);
    heads.forEach(tally::answered);
    heads.forEach(Wire::close);
    look(tally, stage.pacs().requests(), before, requested);
  }

  /** Every trick once, and honest calls beside them; how many of these there were. */
  private int wave(Tally tally) throws IOException, InterruptedException {
    List<Wire> wires = new ArrayList<>();
    for (List<String> trick : DOUBTFUL) {
      List<String> headers = new ArrayList<>(trick.subList(1, trick.size()));
      headers.add(stage.known());
      String head = stage.head(trick.get(0), headers.toArray(String[]::new));
      String body = "abcd" + INNER;
      boolean chunked = trick.stream().anyMatch(h -> h.contains("chunked"));
      String sent =
          chunked ? Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n" : body;
      wires.add(Wire.open(stage.port(), head + sent));
    }
    String hidden = "1;a=\"\r\nX\r\n0\r\n\r\n" + INNER + "\"\r\n0\r\n\r\n";
    wires.add(Wire.open(stage.port(), stage.head(STORE + "1", stage.known(), CHUNKS) + hidden));
    String honest = stage.head("GET /dicom-web/studies HTTP/1.1", stage.known());
    wires.add(Wire.open(stage.port(), honest));
    // a second request in one packet is one of its own, and no call that passes
    wires.add(
        Wire.open(stage.port(), stage.head(STORE + "1", stage.known(), FOUR) + "abcd" + INNER));
    tally.sent(wires.size());
    Thread.sleep(PAUSE_MILLIS);
    wires.forEach(Wire::read);
    wires.forEach(tally::answered);
    wires.forEach(Wire::close);
    // with the store that hides something behind a chunk extension: without that it is honest
    return 3;
  }

  private static void look(Tally tally, List<PacsRequest> seen, int from, int requested) {
    int honest = 0;
    for (PacsRequest request : seen.subList(from, seen.size())) {
      boolean health = request.line().contains("StudyInstanceUID=2.25.1");
      boolean ours =
          request.line().equals("GET /rs/studies HTTP/1.1")
              || request.line().equals("POST /rs/studies HTTP/1.1");
      if (ours) {
        honest++;
      }
      if (!health && !ours) {
        tally.fault("the PACS got a request that nobody made: " + request.line());
      }
      if (request.isDoubtful()) {
        tally.fault("the PACS got a request that could end in two places: " + request.line());
      }
    }
    if (honest > requested) {
      tally.fault("the PACS got " + honest + " calls where " + requested + " were made");
    }
  }
}
