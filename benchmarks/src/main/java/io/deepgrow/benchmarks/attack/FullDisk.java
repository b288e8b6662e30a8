package io.deepgrow.benchmarks.attack;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Uploads onto a disk that gets full: refused in words, and taken again once there is room. */
final class FullDisk implements Attack {

  /** Voxels along each edge of a volume, two bytes each. */
  private static final int LARGE = 310;

  private static final int SMALL = 40;
  private static final int PATIENCE_MILLIS = 20_000;
  private static final int PAUSE_MILLIS = 300;

  private static final Pattern LENGTH =
      Pattern.compile("(?is)^.*?\\r\\ncontent-length: *([0-9]+)\\r\\n.*?\\r\\n\\r\\n");

  private final Stage stage;
  private int number;

  FullDisk(Stage stage) {
    this.stage = stage;
  }

  @Override
  public String name() {
    return "uploads onto a full disk";
  }

  @Override
  public String leftOutBecause() {
    return stage.uploadBytes() > 0 ? "" : "no file system of bounded size can be mounted here";
  }

  @Override
  public void run(Tally tally, Progress progress) throws IOException, InterruptedException {
    progress.underWay();
    do {
      List<String> stored = new ArrayList<>();
      boolean full = false;
      // more than the disk has room for
      for (long sent = 0; sent < 2 * stage.uploadBytes() && !full; sent += bytes(LARGE)) {
        String name = "full" + number++;
        int status = upload(name, LARGE, tally);
        full = status == 507;
        if (status == 200) {
          stored.add(name);
        }
      }
      if (!full) {
        tally.fault("no upload was refused although the disk was full");
      }
      Path filler = fill();
      int status = upload("full" + number++, SMALL, tally);
      if (status != 507) {
        tally.fault("an upload onto a disk without a free byte was answered " + status);
      }
      Files.delete(filler);
      for (String name : stored) {
        stage.caller().send(stage.caller().request("/datastore?id=" + name).DELETE());
      }
      String last = "full" + number++;
      if (upload(last, SMALL, tally) != 200) {
        tally.fault("there is room again, but no upload is taken");
      }
      stage.caller().send(stage.caller().request("/datastore?id=" + last).DELETE());
    } while (progress.goesOn(PAUSE_MILLIS));
  }

  /** A file that takes every byte that is left. */
  private Path fill() throws IOException {
    Path filler = stage.uploads().resolve("filler");
    byte[] piece = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (true) {
        out.write(piece);
      }
    } catch (IOException e) {
      return filler;
    }
  }

  /** Sends a volume as clients do, stops when an answer comes; its status, 0 when none came. */
  private int upload(String name, int edge, Tally tally) throws IOException {
    int bytes = bytes(edge);
    byte[] start =
        "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.nii\"\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);
    byte[] end = "\r\n--x--\r\n".getBytes(StandardCharsets.US_ASCII);
    byte[] piece = new byte[1 << 16];
    tally.sent(1);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stage.port())) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      InputStream in = socket.getInputStream();
      String head =
          stage.head(
              "PUT /datastore/image?image=" + name + " HTTP/1.1",
              stage.known(),
              "Connection: close",
              "Content-Type: multipart/form-data; boundary=x",
              "Content-Length: " + (start.length + bytes + end.length));
      out.write(head.getBytes(StandardCharsets.US_ASCII));
      out.write(start);
      head(ByteBuffer.wrap(piece).order(ByteOrder.LITTLE_ENDIAN), (short) edge);
      for (int left = bytes; left > 0 && in.available() == 0; left -= piece.length) {
        out.write(piece, 0, Math.min(left, piece.length));
        Arrays.fill(piece, (byte) number);
      }
      if (in.available() == 0) {
        out.write(end);
      }
      return answer(in, tally);
    } catch (SocketTimeoutException e) {
      tally.fault("an upload was not answered to its end");
      return 0;
    } catch (SocketException e) {
      tally.fault("an upload was cut off without a word: " + e.getMessage());
      return 0;
    }
  }

  private static int bytes(int edge) {
    return 352 + 2 * edge * edge * edge;
  }

  /** Of a NIfTI file of 16 bits a voxel. */
  private static void head(ByteBuffer head, short edge) {
    head.putInt(0, 348);
    short[] dim = {3, edge, edge, edge, 1, 1, 1, 1};
    for (int n = 0; n < dim.length; n++) {
      head.putShort(40 + 2 * n, dim[n]);
      head.putFloat(76 + 4 * n, 1);
    }
    head.putShort(70, (short) 4).putShort(72, (short) 16);
    head.putFloat(108, 352).putFloat(112, 1).putShort(254, (short) 1);
    head.putFloat(280, 1).putFloat(300, 1).putFloat(320, 1);
    head.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
  }

  private static int answer(InputStream in, Tally tally) throws IOException {
    // the connection stays open for the rest of the body, which nobody sends any more
    StringBuilder read = new StringBuilder();
    while (!isWhole(read)) {
      int next = in.read();
      if (next < 0) {
        break;
      }
      read.append((char) next);
    }
    String text = read.toString();
    int status = text.startsWith("HTTP/1.1 ") ? Integer.parseInt(text.substring(9, 12)) : 0;
    tally.answered(status, text);
    if (status == 507 && !text.contains("disk of the service is full")) {
      tally.fault("507 without words: " + text.substring(Math.max(0, text.length() - 200)));
    }
    return status;
  }

  private static boolean isWhole(CharSequence answer) {
    Matcher length = LENGTH.matcher(answer);
    return length.find() && answer.length() >= length.end() + Integer.parseInt(length.group(1));
  }
}
