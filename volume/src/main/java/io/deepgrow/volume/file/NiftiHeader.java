package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** The 348 bytes before the voxels of a NIfTI-1 file. */
record NiftiHeader(
    VolumeGeometry geometry,
    VoxelType type,
    ByteOrder order,
    double slope,
    double intercept,
    long dataOffset) {

  static final int LENGTH = 348;
  static final int VOXELS_AT = 352;
  private static final int NIFTI_2_LENGTH = 540;
  private static final int MAX_OFFSET = 1 << 28;

  static NiftiHeader parse(InputStream in, VolumeFileLimits limits) throws IOException {
    byte[] bytes = in.readNBytes(LENGTH);
    if (bytes.length < LENGTH) {
      throw new VolumeFileException(
          "nifti.truncated", "The file ends within its header, after " + bytes.length + " bytes");
    }
    ByteBuffer b = ByteBuffer.wrap(bytes).order(order(bytes));
    double slope = b.getFloat(112);
    double intercept = b.getFloat(116);
    boolean scaled = slope != 0 && Double.isFinite(slope) && Double.isFinite(intercept);
    float offset = b.getFloat(108);
    if (!(offset >= LENGTH) || offset > MAX_OFFSET) {
      throw new VolumeFileException("nifti.header", "The voxels can't begin at byte " + offset);
    }
    GridSize size = size(b, limits);
    return new NiftiHeader(
        NiftiPose.geometry(b, size),
        type(b.getShort(70)),
        b.order(),
        scaled ? slope : 1,
        scaled ? intercept : 0,
        (long) offset);
  }

  static ByteOrder order(byte[] bytes) throws VolumeFileException {
    ByteBuffer b = ByteBuffer.wrap(bytes);
    int big = b.getInt(0);
    int little = Integer.reverseBytes(big);
    String magic = new String(bytes, 344, 3, StandardCharsets.ISO_8859_1);
    if (big == NIFTI_2_LENGTH || little == NIFTI_2_LENGTH) {
      throw new VolumeFileException("nifti.version", "This is NIfTI-2; save it as NIfTI-1");
    }
    boolean header = big == LENGTH || little == LENGTH;
    if (header && magic.equals("ni1")) {
      throw new VolumeFileException(
          "nifti.pair", "The voxels are in a separate .img file; save it as one .nii file");
    }
    if (!header || !magic.equals("n+1")) {
      throw new VolumeFileException(
          "nifti.magic", "This is not a single-file NIfTI-1 volume (.nii or .nii.gz)");
    }
    return big == LENGTH ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN;
  }

  private static GridSize size(ByteBuffer b, VolumeFileLimits limits) throws VolumeFileException {
    int dimensions = b.getShort(40);
    int[] n = {1, 1, 1};
    if (dimensions < 2 || dimensions > 7) {
      throw new VolumeFileException(
          "nifti.dimensions", "A volume has three dimensions, this file has " + dimensions);
    }
    for (int d = 1; d <= dimensions; d++) {
      int length = b.getShort(40 + 2 * d);
      if (length < 1 || (d > 3 && length > 1)) {
        throw new VolumeFileException(
            "nifti.dimensions",
            "Dimension " + d + " has length " + length + "; one 3-D volume is expected");
      }
      if (d <= 3) {
        n[d - 1] = length;
      }
    }
    return FileErrors.size("nifti", n[0], n[1], n[2], limits);
  }

  private static VoxelType type(short code) throws VolumeFileException {
    return switch (code) {
      case 2 -> VoxelType.UINT8;
      case 4 -> VoxelType.INT16;
      case 8 -> VoxelType.INT32;
      case 16 -> VoxelType.FLOAT32;
      case 64 -> VoxelType.FLOAT64;
      case 256 -> VoxelType.INT8;
      case 512 -> VoxelType.UINT16;
      case 768 -> VoxelType.UINT32;
      case 1024 -> VoxelType.INT64;
      case 1280 -> VoxelType.UINT64;
      default ->
          throw new VolumeFileException(
              "nifti.datatype", "Data type " + code + " is not an integer or real number type");
    };
  }

  private static short code(VoxelType type) {
    return switch (type) {
      case UINT8 -> 2;
      case UINT16 -> 512;
      default -> 4;
    };
  }

  /** Header and the four bytes after it, little-endian, with sform and qform both set. */
  static byte[] encode(VolumeGeometry geometry, VoxelType type) throws VolumeFileException {
    ByteBuffer b = ByteBuffer.allocate(VOXELS_AT).order(ByteOrder.LITTLE_ENDIAN);
    GridSize size = geometry.size();
    b.putInt(0, LENGTH);
    b.put(38, (byte) 'r');
    if (Math.max(size.i(), Math.max(size.j(), size.k())) > Short.MAX_VALUE) {
      throw new VolumeFileException(
          "nifti.dimensions",
          "NIfTI-1 holds at most 32767 voxels along an axis, not " + size + "; write NRRD");
    }
    int[] dim = {3, size.i(), size.j(), size.k(), 1, 1, 1, 1};
    for (int d = 0; d < dim.length; d++) {
      b.putShort(40 + 2 * d, (short) dim[d]);
    }
    b.putShort(70, code(type));
    b.putShort(72, (short) (8 * type.bytes()));
    b.putFloat(108, VOXELS_AT);
    b.putFloat(112, 1);
    b.put(123, (byte) 2);
    NiftiPose.encode(geometry, b);
    b.put(344, (byte) 'n').put(345, (byte) '+').put(346, (byte) '1');
    return b.array();
  }
}
