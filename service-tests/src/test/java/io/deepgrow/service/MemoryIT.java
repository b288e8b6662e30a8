package io.deepgrow.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.compat.RawAnswer;
import io.deepgrow.app.compat.RawForm;
import io.deepgrow.app.compat.RawHttp;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The packaged service in small and large heaps, with more volumes than those hold. */
class MemoryIT {

  private static final String INFER = "/infer/deepgrow_3d?session_id=";
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  @TempDir private Path folder;
  private ServiceProcess service;
  private RawHttp http;

  private void start(int heapGb) throws Exception {
    assumeTrue(
        memoryOfThisMachine() > (heapGb + 3L) << 30,
        "a heap of " + heapGb + " GB leaves too little of this machine's memory");
    URI nowhere = URI.create("http://127.0.0.1:9/");
    int port = ServiceProcess.freePort();
    Process process = ServiceProcess.launch(folder, nowhere, port, "-Xmx" + heapGb + "g");
    service = ServiceProcess.of(folder, nowhere, port, process);
    http = RawHttp.to(port);
  }

  private static long memoryOfThisMachine() {
    return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getTotalMemorySize();
  }

  @AfterEach
  void stop() throws Exception {
    if (service != null) {
      service.close();
    }
  }

  /** A file of some kilobytes that unpacks to a volume of air and a block of this number. */
  private static byte[] niftiGz(int i, int j, int k, int number) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      ByteBuffer head = ByteBuffer.allocate(352).order(ByteOrder.LITTLE_ENDIAN);
      head.putInt(0, 348);
      short[] dim = {3, (short) i, (short) j, (short) k, 1, 1, 1, 1};
      for (int n = 0; n < dim.length; n++) {
        head.putShort(40 + 2 * n, dim[n]);
        head.putFloat(76 + 4 * n, 1);
      }
      head.putShort(70, (short) 4).putShort(72, (short) 16);
      head.putFloat(108, 352).putFloat(112, 1).putShort(254, (short) 1);
      head.putFloat(280, 1).putFloat(300, 1).putFloat(320, 1);
      head.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
      gzip.write(head.array());
      byte[] slice = new byte[2 * i * j];
      for (int n = 0; n < k; n++) {
        slice[0] = (byte) number;
        gzip.write(slice);
      }
    }
    return out.toByteArray();
  }

  private RawAnswer open(byte[] file) throws IOException {
    return http.send("PUT", "/session/", RawForm.python().file("image", "a.nii.gz", file));
  }

  private RawAnswer click(String session, int at) throws IOException {
    String params = "{\"foreground\":[[%d,%d,%d]],\"background\":[]}".formatted(at, at, at);
    return http.send("POST", INFER + session, RawForm.python().params(params));
  }

  private static String session(RawAnswer answer) throws IOException {
    JsonNode opened = new ObjectMapper().readTree(answer.body());
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return opened.path("session_id").asText();
  }

  /** Opens a volume and clicks into it, again while there is no memory for it. */
  private String opened(byte[] file) throws IOException {
    Instant end = Instant.now().plus(PATIENCE);
    String session = session(open(file));
    RawAnswer answer = click(session, 40);
    while (answer.status() == 503 && Instant.now().isBefore(end)) {
      assertThat(answer.text()).contains("service.memory_full");
      answer = click(session, 40);
    }
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return session;
  }

  @Test
  void aVolumeThatCanNeverFitIsRefusedInWordsAndTheServiceGoesOn() throws Exception {
    start(1);
    RawAnswer opened = open(niftiGz(600, 600, 800, 1));
    RawAnswer answer = opened.status() == 200 ? click(session(opened), 20) : opened;

    assertThat(answer.status()).as(answer.text()).isEqualTo(507);
    assertThat(answer.text()).contains("service.memory_too_small").contains("-Xmx");
    assertThat(click(session(open(niftiGz(40, 40, 40, 1))), 20).status()).isEqualTo(200);
    assertThat(service.log()).doesNotContain("OutOfMemoryError");
  }

  /** Four callers at once, each with three volumes, all twelve larger than the heap. */
  @ParameterizedTest
  @CsvSource({"1, 380", "2, 480", "4, 600"})
  void moreVolumesThanTheHeapHoldsAreWorkedInByManyAtOnce(int heapGb, int side) throws Exception {
    start(heapGb);
    ExecutorService callers = Executors.newFixedThreadPool(4);
    try {
      List<Future<String>> sessions = new ArrayList<>();
      for (int n = 0; n < 12; n++) {
        byte[] file = niftiGz(side, side, side, n);
        sessions.add(callers.submit(() -> opened(file)));
      }
      for (Future<String> session : sessions) {
        session.get();
      }
      assertThat(click(sessions.get(0).get(), 60).status()).isEqualTo(200);
    } finally {
      callers.shutdownNow();
    }
    assertThat(service.log()).doesNotContain("OutOfMemoryError");
  }
}
