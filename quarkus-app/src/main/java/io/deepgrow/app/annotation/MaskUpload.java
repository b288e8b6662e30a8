package io.deepgrow.app.annotation;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A mask that a client sends: packed bits of a box, i fastest, lowest bit first; no box is the
 * empty mask.
 *
 * @param start first voxel of the box, as i,j,k
 * @param end voxel after the last
 */
record MaskUpload(@Nullable String start, @Nullable String end, InputStream body) {

  private static final Pattern VOXEL = Pattern.compile("(\\d{1,6}),(\\d{1,6}),(\\d{1,6})");

  /**
   * Reads the mask onto a grid.
   *
   * @throws ApiException {@code mask.malformed}
   */
  Mask in(VolumeGeometry geometry) {
    if (start == null && end == null) {
      bits(0);
      return Mask.empty(geometry);
    }
    VoxelIndex first = voxel("Mask-Box-Start", start);
    VoxelIndex after = voxel("Mask-Box-End", end);
    if (after.i() <= first.i() || after.j() <= first.j() || after.k() <= first.k()) {
      throw malformed("Mask-Box-End lies after Mask-Box-Start on every axis");
    }
    VoxelBox box = new VoxelBox(first, after);
    if (!geometry.size().box().contains(box)) {
      throw malformed("The box leaves the volume of " + geometry.size());
    }
    return Mask.ofPackedBits(geometry, box, bits((int) ((box.size().voxels() + 7) / 8)));
  }

  private byte[] bits(int expected) {
    try {
      byte[] bits = body.readNBytes(expected + 1);
      if (bits.length != expected) {
        throw malformed("The body must have " + expected + " bytes: one bit a voxel of the box");
      }
      return bits;
    } catch (IOException e) {
      throw malformed("The body ended early");
    }
  }

  private static VoxelIndex voxel(String header, @Nullable String text) {
    Matcher numbers = VOXEL.matcher(text == null ? "" : text.strip());
    if (!numbers.matches()) {
      throw malformed(header + " must be three numbers such as 10,20,30");
    }
    return new VoxelIndex(
        Integer.parseInt(numbers.group(1)),
        Integer.parseInt(numbers.group(2)),
        Integer.parseInt(numbers.group(3)));
  }

  private static ApiException malformed(String what) {
    return new ApiException(ErrorCode.MASK_MALFORMED, what);
  }
}
