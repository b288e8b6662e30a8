package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.nio.ByteOrder;
import java.util.Locale;

/** What a MetaImage header says of its voxels. */
record MhaHeader(VolumeGeometry geometry, VoxelType type, ByteOrder order, boolean compressed) {

  private static final String IDENTITY = "1 0 0 0 1 0 0 0 1";

  static MhaHeader of(MhaFields fields, VolumeFileLimits limits) throws VolumeFileException {
    require(
        fields.text("ObjectType").orElse("Image").equalsIgnoreCase("Image"),
        "mha.header",
        "This is not an image but another MetaObject");
    require(
        fields.text("ElementDataFile").orElse("").equals("LOCAL"),
        "mha.detached",
        "The voxels are in another file; save it as one .mha file");
    require(
        fields.text("NDims").orElse("").equals("3")
            && fields.text("ElementNumberOfChannels").orElse("1").equals("1"),
        "mha.dimensions",
        "One 3-D volume with one value a voxel is expected");
    require(
        fields.text("HeaderSize").orElse("0").equals("0"),
        "mha.header",
        "Skips before the voxels are not followed");
    require(
        fields.text("BinaryData").orElse("True").equalsIgnoreCase("true"),
        "mha.encoding",
        "Voxels as text are not read; save it as binary");
    boolean bigEndian = fields.isTrue("BinaryDataByteOrderMSB", "ElementByteOrderMSB");
    return new MhaHeader(
        geometry(fields, size(fields, limits)),
        type(fields.text("ElementType").orElse("")),
        bigEndian ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN,
        fields.isTrue("CompressedData"));
  }

  private static void require(boolean good, String code, String message)
      throws VolumeFileException {
    if (!good) {
      throw new VolumeFileException(code, message);
    }
  }

  private static GridSize size(MhaFields fields, VolumeFileLimits limits)
      throws VolumeFileException {
    double[] n = fields.numbers(3, "", "DimSize");
    for (double length : n) {
      require(
          length >= 1 && length <= Integer.MAX_VALUE && length == Math.rint(length),
          "mha.dimensions",
          "DimSize holds " + length + ", not a whole number of at least 1");
    }
    return FileErrors.size("mha", (long) n[0], (long) n[1], (long) n[2], limits);
  }

  private static VolumeGeometry geometry(MhaFields fields, GridSize size)
      throws VolumeFileException {
    double[] spacing = fields.numbers(3, "1 1 1", "ElementSpacing", "ElementSize");
    double[] matrix = fields.numbers(9, IDENTITY, "TransformMatrix", "Rotation", "Orientation");
    double[] origin = fields.numbers(3, "0 0 0", "Offset", "Position", "Origin");
    Vector3[] steps = new Vector3[3];
    for (int axis = 0; axis < 3; axis++) {
      int at = 3 * axis;
      steps[axis] = new Vector3(matrix[at], matrix[at + 1], matrix[at + 2]).times(spacing[axis]);
    }
    return FilePose.geometry("mha", size, steps, new PatientPoint(origin[0], origin[1], origin[2]));
  }

  private static VoxelType type(String name) throws VolumeFileException {
    return switch (name.toUpperCase(Locale.ROOT)) {
      case "MET_CHAR" -> VoxelType.INT8;
      case "MET_UCHAR" -> VoxelType.UINT8;
      case "MET_SHORT" -> VoxelType.INT16;
      case "MET_USHORT" -> VoxelType.UINT16;
      case "MET_INT", "MET_LONG" -> VoxelType.INT32;
      case "MET_UINT", "MET_ULONG" -> VoxelType.UINT32;
      case "MET_LONG_LONG" -> VoxelType.INT64;
      case "MET_ULONG_LONG" -> VoxelType.UINT64;
      case "MET_FLOAT" -> VoxelType.FLOAT32;
      case "MET_DOUBLE" -> VoxelType.FLOAT64;
      default ->
          throw new VolumeFileException(
              "mha.datatype", "Element type '" + name + "' is not a number type");
    };
  }
}
