package io.deepgrow.training.train;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/** The state of a training run between two steps; as a file it replaces its predecessor at once. */
final class Snapshot {

  private static final int MAGIC = 0x44475052;
  private static final int MAX_VALUES = 100_000_000;

  private final long step;
  private final double rateFactor;
  private final List<float[]> values;

  Snapshot(long step, double rateFactor, List<float[]> values) {
    this.step = step;
    this.rateFactor = rateFactor;
    this.values = List.copyOf(values);
  }

  long step() {
    return step;
  }

  double rateFactor() {
    return rateFactor;
  }

  List<float[]> values() {
    return values;
  }

  void write(Path file) throws IOException {
    Path partial = file.resolveSibling(file.getFileName() + ".partial");
    try (DataOutputStream out =
        new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(partial), 1 << 20))) {
      out.writeInt(MAGIC);
      out.writeLong(step);
      out.writeDouble(rateFactor);
      out.writeInt(values.size());
      for (float[] array : values) {
        out.writeInt(array.length);
        ByteBuffer bytes = ByteBuffer.allocate(4 * array.length);
        bytes.asFloatBuffer().put(array);
        out.write(bytes.array());
      }
    }
    Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  static Snapshot read(Path file) throws IOException {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 20))) {
      if (in.readInt() != MAGIC) {
        throw new IOException(file + " is not a training snapshot");
      }
      long step = in.readLong();
      double rateFactor = in.readDouble();
      int count = in.readInt();
      List<float[]> values = new ArrayList<>();
      for (int n = 0; n < count; n++) {
        int length = in.readInt();
        if (length < 0 || length > MAX_VALUES) {
          throw new IOException(file + " is damaged: a tensor of " + length + " values");
        }
        float[] array = new float[length];
        ByteBuffer.wrap(in.readNBytes(4 * length)).asFloatBuffer().get(array);
        values.add(array);
      }
      return new Snapshot(step, rateFactor, values);
    }
  }
}
