package io.deepgrow.app.compat;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.app.TestDatabase;
import io.deepgrow.volume.mask.Mask;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Large uploads, names that are paths, and many people at once: contract test 40. */
@QuarkusTest
@TestProfile(ClientsProfile.class)
@WithTestResource(TestDatabase.class)
class UploadsIT {

  private static final int COLUMNS = 512;
  private static final int SLICE_BYTES = 8 * COLUMNS * COLUMNS;

  /** Slices that are sent; the header counts only the first ones, to spare the time to decode. */
  private static final int SLICES = 720;

  private static final int COUNTED = 20;
  private static final long MOST_HEAP = 700_000_000;
  private static final int USERS = 20;

  private final ClientCalls calls = new ClientCalls();

  /** Header of a NIfTI file of doubles, 1 mm a voxel. */
  private static byte[] header() {
    ByteBuffer header = ByteBuffer.allocate(352).order(ByteOrder.LITTLE_ENDIAN);
    header.putInt(0, 348);
    short[] dim = {3, COLUMNS, COLUMNS, COUNTED, 1, 1, 1, 1};
    for (int n = 0; n < dim.length; n++) {
      header.putShort(40 + 2 * n, dim[n]);
      header.putFloat(76 + 4 * n, 1);
    }
    header.putShort(70, (short) 64).putShort(72, (short) 64);
    header.putFloat(108, 352).putFloat(112, 1).putShort(254, (short) 1);
    header.putFloat(280, 1).putFloat(300, 1).putFloat(320, 1);
    header.position(344).put("n+1\0".getBytes(StandardCharsets.US_ASCII));
    return header.array();
  }

  @Test
  void aFileOfOneAndAHalfGigabytesGoesToDiskAndNotIntoMemory() throws Exception {
    String opening =
        "--b\r\nContent-Disposition: form-data; name=\"image\"; filename=\"big.nii\"\r\n\r\n";
    String closing = "\r\n--b--\r\n";
    long length = opening.length() + 352 + (long) SLICES * SLICE_BYTES + closing.length();
    assertThat(length).isGreaterThan(1_500_000_000);
    System.gc();
    long before = pools().stream().mapToLong(p -> p.getUsage().getUsed()).sum();
    pools().forEach(MemoryPoolMXBean::resetPeakUsage);
    try (Socket socket = calls.http().open()) {
      OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 20);
      text(out, "PUT /session/?expiry=60 HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n");
      text(out, "Content-Type: multipart/form-data; boundary=b\r\nExpect: 100-continue\r\n");
      text(out, "Content-Length: " + length + "\r\n\r\n");
      out.flush();
      assertThat(RawHttp.line(socket.getInputStream())).startsWith("HTTP/1.1 100");
      assertThat(RawHttp.line(socket.getInputStream())).isEmpty();
      text(out, opening);
      out.write(header());
      byte[] zeros = new byte[SLICE_BYTES];
      for (int k = 0; k < SLICES; k++) {
        out.write(zeros);
      }
      text(out, closing);
      out.flush();
      String session =
          calls.good(RawHttp.read(socket.getInputStream())).path("session_id").asText();
      calls.good(calls.http().send("DELETE", "/session/" + session, List.of(), new byte[0]));
    }
    long peak = pools().stream().mapToLong(p -> p.getPeakUsage().getUsed()).sum();
    assertThat(peak - before).isLessThan(MOST_HEAP);
  }

  private static void text(OutputStream out, String text) throws IOException {
    out.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  /** The pools of what stays, and of what is large. */
  private static List<MemoryPoolMXBean> pools() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(p -> p.getType() == MemoryType.HEAP)
        .filter(p -> !p.getName().contains("Eden") && !p.getName().contains("Survivor"))
        .toList();
  }

  @Test
  void aNameThatIsAPathWritesNothingElsewhere() throws Exception {
    Path store = ClientsProfile.uploads();
    for (String name :
        List.of(
            "..\\..\\etc\\tricky.nii.gz",
            "../../../etc/tricky.nii.gz",
            "/etc/tricky.nii.gz",
            "C:\\tricky.nii.gz")) {
      RawForm form = RawForm.python().file("image", name, Phantoms.niftiGz(Phantoms.oblique()));
      calls.good(calls.http().send("PUT", "/session/?expiry=60", form));
    }
    assertThat(store.resolve("../etc")).doesNotExist();
    try (Stream<Path> all = Files.walk(store)) {
      assertThat(all.map(p -> store.relativize(p).toString()))
          .allMatch(p -> p.matches("|coming(/[0-9a-f-]+\\.part)?|[0-9a-f-]{36}(/[\\w.-]+)?"))
          .noneMatch(p -> p.contains("tricky"));
    }
  }

  @Test
  void twentyPeopleAtOnceGetTheirOwnMasks() throws Exception {
    List<String> clicks = List.of("[24,16,10]", "[15,9,7]", "[35,25,12]", "[20,20,8]");
    byte[] straight = Phantoms.niftiGz(Phantoms.straight());
    byte[] oblique = Phantoms.niftiGz(Phantoms.oblique());
    List<Mask> expected = new ArrayList<>();
    for (int n = 0; n < 8; n++) {
      expected.add(
          ClientCalls.mask(click(calls.session(n < 4 ? straight : oblique), clicks.get(n % 4))));
    }
    ExecutorService people = Executors.newFixedThreadPool(USERS);
    try {
      List<CompletableFuture<Mask>> masks = new ArrayList<>();
      for (int user = 0; user < USERS; user++) {
        int which = user % 8;
        masks.add(
            CompletableFuture.supplyAsync(
                () -> {
                  try {
                    String session = calls.session(which < 4 ? straight : oblique);
                    return ClientCalls.mask(click(session, clicks.get(which % 4)));
                  } catch (IOException e) {
                    throw new IllegalStateException(e);
                  }
                },
                people));
      }
      for (int user = 0; user < USERS; user++) {
        assertThat(masks.get(user).join().sameVoxels(expected.get(user % 8)))
            .as("user %d", user)
            .isTrue();
      }
    } finally {
      people.shutdown();
    }
  }

  private RawAnswer click(String session, String click) throws IOException {
    return calls
        .http()
        .send(
            "POST",
            "/v1/deepgrow?model=deepgrow_3d&session_id=" + session,
            RawForm.python().params(ClientCalls.clicks(click)));
  }
}
