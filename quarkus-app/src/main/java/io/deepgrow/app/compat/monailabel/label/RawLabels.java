package io.deepgrow.app.compat.monailabel.label;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Labels as OHIF sends them: bare values, i fastest, one byte or two little-endian ones each. */
final class RawLabels {

  private RawLabels() {}

  /**
   * Values on the grid of their image; how many bytes a value has follows from the file's length.
   *
   * @throws ApiException {@code label.unusable} for another length
   */
  static Volume read(Path file, VolumeGeometry grid) throws IOException {
    int voxels = grid.size().arrayLength();
    long bytes = Files.size(file);
    if (bytes != voxels && bytes != 2L * voxels) {
      throw new ApiException(
          ErrorCode.LABEL_UNUSABLE,
          "A label of "
              + grid.size()
              + " has "
              + voxels
              + " or "
              + 2L * voxels
              + " bytes, not "
              + bytes);
    }
    short[] values = new short[voxels];
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
      for (int v = 0; v < voxels; v++) {
        values[v] =
            bytes == voxels ? (short) in.readUnsignedByte() : Short.reverseBytes(in.readShort());
      }
    }
    return Volume.of(grid, values);
  }
}
