package io.deepgrow.training.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventFileTest {

  @TempDir private Path folder;

  private Path written() throws IOException {
    try (EventFile events = EventFile.create(folder, () -> 1_700_000_000_500L)) {
      Map<String, Double> scalars = new LinkedHashMap<>();
      scalars.put("training/loss", 0.5);
      scalars.put("training/dice", 0.25);
      events.add(300, scalars);
    }
    return folder.resolve("events.out.tfevents.1700000000.deepgrow");
  }

  /** Fields of a message by number; those of kind bytes as bytes. */
  private static List<Map.Entry<Integer, Object>> fields(byte[] message) throws IOException {
    CodedInputStream in = CodedInputStream.newInstance(message);
    List<Map.Entry<Integer, Object>> fields = new ArrayList<>();
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      Object value =
          switch (WireFormat.getTagWireType(tag)) {
            case WireFormat.WIRETYPE_VARINT -> in.readInt64();
            case WireFormat.WIRETYPE_FIXED64 -> in.readDouble();
            case WireFormat.WIRETYPE_FIXED32 -> in.readFloat();
            default -> in.readByteArray();
          };
      fields.add(Map.entry(WireFormat.getTagFieldNumber(tag), value));
    }
    return fields;
  }

  @Test
  void holdsAVersionAndThenScalarsWithTheirStep() throws IOException {
    List<byte[]> records = TfRecord.read(Files.readAllBytes(written()));

    assertThat(records).hasSize(2);
    List<Map.Entry<Integer, Object>> version = fields(records.get(0));
    assertThat(version.get(0)).isEqualTo(Map.entry(1, 1_700_000_000.5));
    assertThat((byte[]) version.get(1).getValue()).asString().isEqualTo("brain.Event:2");
    List<Map.Entry<Integer, Object>> event = fields(records.get(1));
    assertThat(event.get(1)).isEqualTo(Map.entry(2, 300L));
    assertThat(event.get(2).getKey()).isEqualTo(5);
    List<Map.Entry<Integer, Object>> values = fields((byte[]) event.get(2).getValue());
    assertThat(values).hasSize(2);
    List<Map.Entry<Integer, Object>> loss = fields((byte[]) values.get(0).getValue());
    assertThat((byte[]) loss.get(0).getValue()).asString().isEqualTo("training/loss");
    assertThat(loss.get(1)).isEqualTo(Map.entry(2, 0.5f));
  }

  @Test
  void checksumsAreThoseOfTensorFlow() {
    // the masked CRC-32C in the header of every such file, a record of 24 bytes
    byte[] length = {24, 0, 0, 0, 0, 0, 0, 0};
    assertThat(Integer.toUnsignedLong(TfRecord.masked(length))).isEqualTo(0x224b7fa3L);
  }

  @Test
  void aSecondFileOfTheSameSecondGetsAnotherName() throws IOException {
    written();
    written();
    assertThat(folder.resolve("events.out.tfevents.1700000001.deepgrow")).exists();
  }

  @Test
  void aChangedByteIsNoticed() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    for (int n : new int[] {0, 9, 14, bytes.length - 1}) {
      byte[] changed = bytes.clone();
      changed[n] ^= 1;
      assertThatThrownBy(() -> TfRecord.read(changed)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void anEarlyEndIsNoticed() throws IOException {
    byte[] bytes = Files.readAllBytes(written());
    byte[] shorter = Arrays.copyOf(bytes, bytes.length - 3);
    assertThatThrownBy(() -> TfRecord.read(shorter)).isInstanceOf(IOException.class);
  }
}
