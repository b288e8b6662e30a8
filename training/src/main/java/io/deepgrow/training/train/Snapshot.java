package io.deepgrow.training.train;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.VoxelIndex;
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

  private static final int MAGIC = 0x44475053;
  private static final int MAX_SLOTS = 1000;
  private static final int MAX_VALUES = 100_000_000;

  private final long step;
  private final double rateFactor;
  private final List<float[]> values;
  private final long drawn;
  private final List<ClickedPatch.State> slots;

  Snapshot(
      long step,
      double rateFactor,
      List<float[]> values,
      long drawn,
      List<ClickedPatch.State> slots) {
    this.step = step;
    this.rateFactor = rateFactor;
    this.values = List.copyOf(values);
    this.drawn = drawn;
    this.slots = List.copyOf(slots);
  }

  /** How many patches were drawn so far. */
  long drawn() {
    return drawn;
  }

  /** The patches in work. */
  List<ClickedPatch.State> slots() {
    return slots;
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
        write(array, out);
      }
      out.writeLong(drawn);
      out.writeInt(slots.size());
      for (ClickedPatch.State slot : slots) {
        write(slot, out);
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
        values.add(floats(in, file));
      }
      long drawn = in.readLong();
      int slotCount = in.readInt();
      if (slotCount < 0 || slotCount > MAX_SLOTS) {
        throw new IOException(file + " is damaged: " + slotCount + " patches in work");
      }
      List<ClickedPatch.State> slots = new ArrayList<>();
      for (int n = 0; n < slotCount; n++) {
        slots.add(slot(in, file));
      }
      return new Snapshot(step, rateFactor, values, drawn, slots);
    }
  }

  private static void write(float[] array, DataOutputStream out) throws IOException {
    out.writeInt(array.length);
    ByteBuffer bytes = ByteBuffer.allocate(4 * array.length);
    bytes.asFloatBuffer().put(array);
    out.write(bytes.array());
  }

  private static void write(ClickedPatch.State slot, DataOutputStream out) throws IOException {
    out.writeLong(slot.number());
    out.writeInt(slot.edge());
    out.writeInt(slot.clicksWanted());
    out.writeInt(slot.clicks().size());
    for (Click click : slot.clicks()) {
      out.writeBoolean(click.isPositive());
      out.writeInt(click.voxel().i());
      out.writeInt(click.voxel().j());
      out.writeInt(click.voxel().k());
    }
    write(slot.logits(), out);
  }

  private static float[] floats(DataInputStream in, Path file) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_VALUES) {
      throw new IOException(file + " is damaged: a tensor of " + length + " values");
    }
    float[] array = new float[length];
    ByteBuffer.wrap(in.readNBytes(4 * length)).asFloatBuffer().get(array);
    return array;
  }

  private static ClickedPatch.State slot(DataInputStream in, Path file) throws IOException {
    long number = in.readLong();
    int edge = in.readInt();
    int wanted = in.readInt();
    int count = in.readInt();
    if (count < 0 || count > MAX_SLOTS) {
      throw new IOException(file + " is damaged: " + count + " clicks on a patch");
    }
    List<Click> clicks = new ArrayList<>();
    for (int n = 0; n < count; n++) {
      ClickKind kind = in.readBoolean() ? ClickKind.POSITIVE : ClickKind.NEGATIVE;
      clicks.add(new Click(kind, new VoxelIndex(in.readInt(), in.readInt(), in.readInt())));
    }
    return new ClickedPatch.State(number, edge, wanted, clicks, floats(in, file));
  }
}
