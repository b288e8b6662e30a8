package io.deepgrow.volume.file;

import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.VolumeGeometry;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a NRRD header says of its voxels.
 *
 * @param skippedLines lines between header and voxels
 * @param skippedBytes bytes before the voxels, after unpacking
 */
record NrrdHeader(
    VolumeGeometry geometry,
    VoxelType type,
    ByteOrder order,
    boolean gzip,
    int skippedLines,
    int skippedBytes) {

  private static final int MAX_SKIPPED = 1 << 20;

  static NrrdHeader of(NrrdFields fields, VolumeFileLimits limits) throws VolumeFileException {
    if (fields.text("data file").isPresent()) {
      throw new VolumeFileException(
          "nrrd.detached", "The voxels are in another file; save it with attached header");
    }
    VoxelType type = NrrdTypes.parse(fields.required("type"));
    boolean gzip = gzip(fields.required("encoding"));
    GridSize size = size(fields, limits);
    int lines = fields.integer("line skip", 0);
    int bytes = fields.integer("byte skip", 0);
    if (lines > MAX_SKIPPED || bytes > MAX_SKIPPED) {
      throw new VolumeFileException(
          "nrrd.header", "Skips of more than " + MAX_SKIPPED + " lines or bytes are not followed");
    }
    return new NrrdHeader(geometry(fields, size), type, order(fields, type), gzip, lines, bytes);
  }

  private static boolean gzip(String encoding) throws VolumeFileException {
    return switch (encoding.toLowerCase(Locale.ROOT)) {
      case "raw" -> false;
      case "gzip", "gz" -> true;
      default ->
          throw new VolumeFileException(
              "nrrd.encoding", "Encoding '" + encoding + "' is not read; save it as raw or gzip");
    };
  }

  private static ByteOrder order(NrrdFields fields, VoxelType type) throws VolumeFileException {
    if (type.bytes() == 1) {
      return ByteOrder.LITTLE_ENDIAN;
    }
    String endian = fields.required("endian").toLowerCase(Locale.ROOT);
    return switch (endian) {
      case "little" -> ByteOrder.LITTLE_ENDIAN;
      case "big" -> ByteOrder.BIG_ENDIAN;
      default ->
          throw new VolumeFileException(
              "nrrd.header", "Field 'endian' is '" + endian + "', not little or big");
    };
  }

  private static GridSize size(NrrdFields fields, VolumeFileLimits limits)
      throws VolumeFileException {
    int dimension = fields.integer("dimension", 0);
    int[] sizes = fields.integers("sizes", 1);
    if (dimension != 3 || sizes.length != 3) {
      throw new VolumeFileException(
          "nrrd.dimensions",
          "One 3-D volume is expected, this file has "
              + dimension
              + " dimensions and "
              + sizes.length
              + " sizes");
    }
    return FileErrors.size("nrrd", sizes[0], sizes[1], sizes[2], limits);
  }

  private static VolumeGeometry geometry(NrrdFields fields, GridSize size)
      throws VolumeFileException {
    Optional<String> units = fields.text("space units");
    if (units.isPresent() && !units.get().matches("(\"(mm)?\"\\s*){3}")) {
      throw new VolumeFileException(
          "nrrd.units", "Space units " + units.get() + " are not read; save it in millimetres");
    }
    Vector3 signs = lpsSigns(fields);
    List<Vector3> steps = fields.vectors("space directions");
    List<Vector3> origins = fields.vectors("space origin");
    if (steps.size() != 3 || origins.size() != 1) {
      throw new VolumeFileException(
          "nrrd.dimensions",
          "Three space directions and one space origin are expected, not "
              + steps.size()
              + " and "
              + origins.size());
    }
    Vector3 o = lps(signs, origins.get(0));
    Vector3[] lps = steps.stream().map(step -> lps(signs, step)).toArray(Vector3[]::new);
    return FilePose.geometry("nrrd", size, lps, new PatientPoint(o.x(), o.y(), o.z()));
  }

  private static Vector3 lps(Vector3 signs, Vector3 v) {
    return new Vector3(signs.x() * v.x(), signs.y() * v.y(), signs.z() * v.z());
  }

  private static Vector3 lpsSigns(NrrdFields fields) throws VolumeFileException {
    String space = fields.text("space").orElse("").toLowerCase(Locale.ROOT);
    return switch (space) {
      case "left-posterior-superior", "lps" -> new Vector3(1, 1, 1);
      case "right-anterior-superior", "ras" -> new Vector3(-1, -1, 1);
      case "left-anterior-superior", "las" -> new Vector3(1, -1, 1);
      default ->
          throw new VolumeFileException(
              "nrrd.space",
              "Space '"
                  + space
                  + "' does not tell left from right; add 'space: left-posterior-superior' (or"
                  + " right-anterior-superior, left-anterior-superior), whichever is true");
    };
  }

  /** The header with its empty last line, little-endian voxels, LPS. */
  static String encode(VolumeGeometry geometry, VoxelType type, NrrdEncoding encoding) {
    GridSize size = geometry.size();
    PatientPoint o = geometry.origin();
    StringBuilder text = new StringBuilder("NRRD0004\n");
    line(text, "type", NrrdTypes.name(type));
    line(text, "dimension", "3");
    line(text, "space", "left-posterior-superior");
    line(text, "sizes", size.i() + " " + size.j() + " " + size.k());
    StringBuilder steps = new StringBuilder();
    for (int axis = 0; axis < 3; axis++) {
      Vector3 step = geometry.direction().axis(axis).times(geometry.spacing().component(axis));
      steps.append(axis == 0 ? "" : " ").append(vector(step.x(), step.y(), step.z()));
    }
    line(text, "space directions", steps.toString());
    line(text, "kinds", "domain domain domain");
    line(text, "endian", "little");
    line(text, "encoding", encoding == NrrdEncoding.GZIP ? "gzip" : "raw");
    line(text, "space origin", vector(o.x(), o.y(), o.z()));
    return text.append('\n').toString();
  }

  private static void line(StringBuilder text, String name, String value) {
    text.append(name).append(": ").append(value).append('\n');
  }

  private static String vector(double x, double y, double z) {
    return "(" + x + "," + y + "," + z + ")";
  }
}
