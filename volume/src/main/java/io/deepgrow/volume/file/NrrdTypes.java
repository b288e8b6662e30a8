package io.deepgrow.volume.file;

import java.util.Locale;

/** The names that NRRD gives to voxel types. */
final class NrrdTypes {

  private NrrdTypes() {}

  static VoxelType parse(String name) throws VolumeFileException {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return switch (words) {
      case "signed char", "int8", "int8_t" -> VoxelType.INT8;
      case "uchar", "unsigned char", "uint8", "uint8_t" -> VoxelType.UINT8;
      case "short", "short int", "signed short", "signed short int", "int16", "int16_t" ->
          VoxelType.INT16;
      case "ushort", "unsigned short", "unsigned short int", "uint16", "uint16_t" ->
          VoxelType.UINT16;
      case "int", "signed int", "int32", "int32_t" -> VoxelType.INT32;
      case "uint", "unsigned int", "uint32", "uint32_t" -> VoxelType.UINT32;
      case "longlong",
          "long long",
          "long long int",
          "signed long long",
          "signed long long int",
          "int64",
          "int64_t" ->
          VoxelType.INT64;
      case "ulonglong", "unsigned long long", "unsigned long long int", "uint64", "uint64_t" ->
          VoxelType.UINT64;
      case "float" -> VoxelType.FLOAT32;
      case "double" -> VoxelType.FLOAT64;
      default ->
          throw new VolumeFileException(
              "nrrd.type", "Type '" + name + "' is not an integer or real number type");
    };
  }

  static String name(VoxelType type) {
    return switch (type) {
      case INT8 -> "int8";
      case UINT8 -> "uint8";
      case INT16 -> "int16";
      case UINT16 -> "uint16";
      case INT32 -> "int32";
      case UINT32 -> "uint32";
      case INT64 -> "int64";
      case UINT64 -> "uint64";
      case FLOAT32 -> "float";
      case FLOAT64 -> "double";
    };
  }
}
