package io.deepgrow.training.metrics;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.LongSupplier;

/** Scalars in a file that TensorBoard reads: {@code events.out.tfevents.<seconds>.deepgrow}. */
public final class EventFile implements AutoCloseable {

  // field numbers of tensorflow's event.proto and summary.proto
  private static final int WALL_TIME = 1;
  private static final int STEP = 2;
  private static final int FILE_VERSION = 3;
  private static final int SUMMARY = 5;
  private static final int VALUE = 1;
  private static final int TAG = 1;
  private static final int SIMPLE_VALUE = 2;

  private final OutputStream out;
  private final LongSupplier milliseconds;

  private EventFile(OutputStream out, LongSupplier milliseconds) {
    this.out = out;
    this.milliseconds = milliseconds;
  }

  /** A new file in a folder; TensorBoard reads those of a resumed run as one. */
  public static EventFile create(Path folder) throws IOException {
    return create(folder, System::currentTimeMillis);
  }

  static EventFile create(Path folder, LongSupplier milliseconds) throws IOException {
    long second = milliseconds.getAsLong() / 1000;
    Path file;
    do {
      file = folder.resolve("events.out.tfevents.%010d.deepgrow".formatted(second++));
    } while (Files.exists(file));
    EventFile events = new EventFile(Files.newOutputStream(file), milliseconds);
    events.write(event -> event.writeString(FILE_VERSION, "brain.Event:2"));
    return events;
  }

  /** Adds values by their tags and lets a reader see them. */
  public void add(long step, Map<String, Double> scalars) throws IOException {
    byte[] summary =
        message(
            to -> {
              for (Map.Entry<String, Double> scalar : scalars.entrySet()) {
                to.writeByteArray(
                    VALUE,
                    message(
                        value -> {
                          value.writeString(TAG, scalar.getKey());
                          value.writeFloat(SIMPLE_VALUE, scalar.getValue().floatValue());
                        }));
              }
            });
    write(
        event -> {
          event.writeInt64(STEP, step);
          event.writeByteArray(SUMMARY, summary);
        });
  }

  private interface Fields {
    void write(CodedOutputStream to) throws IOException;
  }

  private void write(Fields fields) throws IOException {
    byte[] event =
        message(
            to -> {
              to.writeDouble(WALL_TIME, milliseconds.getAsLong() / 1000.0);
              fields.write(to);
            });
    TfRecord.write(event, out);
    out.flush();
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream to = CodedOutputStream.newInstance(bytes);
    fields.write(to);
    to.flush();
    return bytes.toByteArray();
  }

  @Override
  public void close() throws IOException {
    out.close();
  }
}
