package io.deepgrow.benchmarks.attack;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Bodies that come a byte a second: of strangers, of callers, and large ones. */
final class SlowBodies implements Attack {

  private static final int MANY = 450;
  private static final int PAUSE_MILLIS = 1000;

  private final Stage stage;

  SlowBodies(Stage stage) {
    this.stage = stage;
  }

  @Override
  public String name() {
    return MANY + " slow bodies";
  }

  @Override
  public void run(Tally tally, Progress progress) throws IOException, InterruptedException {
    List<Wire> wires = new ArrayList<>();
    for (int n = 0; n < MANY; n++) {
      wires.add(open(n));
    }
    tally.sent(MANY);
    progress.underWay();
    while (progress.goesOn(PAUSE_MILLIS)) {
      for (int n = 0; n < MANY; n++) {
        Wire wire = wires.get(n);
        wire.send("1");
        wire.read();
        if (wire.ended()) {
          tally.answered(wire);
          wire.close();
          wires.set(n, open(n));
          tally.sent(1);
        }
      }
    }
    wires.forEach(Wire::read);
    wires.forEach(tally::answered);
    wires.forEach(Wire::close);
  }

  private Wire open(int number) throws IOException {
    String known = stage.known();
    String form = "Content-Type: application/x-www-form-urlencoded";
    String parts = "Content-Type: multipart/form-data; boundary=x";
    String file = "--x\r\nContent-Disposition: form-data; name=f; filename=a.nii\r\n\r\n";
    String begun =
        switch (number % 5) {
          case 0 -> stage.head("POST /auth/token HTTP/1.1", form, "Content-Length: 100") + "u";
          case 1 -> stage.head("POST /api/v1/sessions HTTP/1.1", "Content-Length: 100");
          case 2 ->
              stage.head(
                  "POST /api/v1/sessions HTTP/1.1",
                  known,
                  "Content-Type: application/json",
                  "Content-Length: 100");
          case 3 ->
              stage.head(
                      "PUT /datastore/image?image=s" + number + " HTTP/1.1",
                      known,
                      parts,
                      "Content-Length: 900000")
                  + file;
          default ->
              stage.head(
                      "POST /dicom-web/studies HTTP/1.1",
                      known,
                      "Content-Type: multipart/related; boundary=x",
                      "Transfer-Encoding: chunked")
                  + "3\r\n--x\r\n";
        };
    return Wire.open(stage.port(), begun);
  }
}
