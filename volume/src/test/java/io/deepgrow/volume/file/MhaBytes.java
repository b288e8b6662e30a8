package io.deepgrow.volume.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;

/** MetaImage files for tests, field by field. */
final class MhaBytes {

  private final Map<String, String> fields = new LinkedHashMap<>();
  private byte[] data = {};

  /** A file of 2×3×4 voxels of type short, each the number of its place. */
  static MhaBytes numbered() {
    MhaBytes file = new MhaBytes();
    file.with("ObjectType", "Image")
        .with("NDims", "3")
        .with("BinaryData", "True")
        .with("BinaryDataByteOrderMSB", "False")
        .with("CompressedData", "False")
        .with("TransformMatrix", "1 0 0 0 1 0 0 0 1")
        .with("Offset", "-10 20 30.5")
        .with("CenterOfRotation", "0 0 0")
        .with("AnatomicalOrientation", "RAI")
        .with("ElementSpacing", "0.5 0.75 2.5")
        .with("DimSize", "2 3 4")
        .with("ElementType", "MET_SHORT")
        .with("ElementDataFile", "LOCAL");
    ByteBuffer voxels = ByteBuffer.allocate(48).order(ByteOrder.LITTLE_ENDIAN);
    for (int n = 0; n < 24; n++) {
      voxels.putShort((short) n);
    }
    file.data = voxels.array();
    return file;
  }

  MhaBytes with(String field, String value) {
    fields.put(field, value);
    return this;
  }

  MhaBytes without(String field) {
    fields.remove(field);
    return this;
  }

  MhaBytes data(byte[] bytes) {
    data = bytes;
    return this;
  }

  MhaBytes deflated() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (DeflaterOutputStream deflater = new DeflaterOutputStream(out)) {
      deflater.write(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return with("CompressedData", "True").data(out.toByteArray());
  }

  byte[] bytes() {
    StringBuilder header = new StringBuilder();
    fields.forEach((k, v) -> header.append(k).append(" = ").append(v).append('\n'));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(header.toString().getBytes(StandardCharsets.ISO_8859_1));
    out.writeBytes(data);
    return out.toByteArray();
  }
}
