package io.deepgrow.training.prepare.run;

import io.deepgrow.model.Orientation;
import io.deepgrow.training.prepare.Sha256;
import io.deepgrow.training.prepare.layout.Layout;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.prepare.patch.DatasetIndex;
import io.deepgrow.training.prepare.patch.TargetSpacing;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Tiny labelled volumes in every layout. */
public final class Samples {

  /** The size of its volumes. */
  public static final GridSize SIZE = new GridSize(28, 24, 14);

  /** The spacing of its volumes in millimetres. */
  public static final Spacing SPACING = new Spacing(1.5, 1.5, 2);

  /** i rises to the left, j to the front, k to the head: as NIfTI files often come. */
  static final Direction LAS =
      new Direction(new Vector3(1, 0, 0), new Vector3(0, -1, 0), new Vector3(0, 0, 1));

  private Samples() {}

  /** The grid of its volumes, turned. */
  public static VolumeGeometry geometry(Direction direction) {
    return new VolumeGeometry(SIZE, SPACING, new PatientPoint(-20, 10, 300), direction);
  }

  /** HU that tell where a voxel lies: {@link #hu} of its centre. */
  public static Volume image(VolumeGeometry geometry) {
    GridSize size = geometry.size();
    short[] voxels = new short[size.arrayLength()];
    for (int flat = 0; flat < voxels.length; flat++) {
      voxels[flat] = (short) Math.rint(hu(geometry.toPatient(size.voxel(flat))));
    }
    return Volume.of(geometry, voxels);
  }

  /** Linear in the place, so that interpolation keeps it. */
  static double hu(PatientPoint p) {
    return 5 * p.x() + 7 * p.y() + 3 * (p.z() - 300);
  }

  /** A box of value 1 and a smaller one of value 2. */
  public static Volume labels(VolumeGeometry geometry) {
    Volume labels = Volume.of(geometry, new short[geometry.size().arrayLength()]);
    paint(labels, VoxelBox.of(new VoxelIndex(4, 5, 3), new GridSize(10, 9, 6)), 1);
    paint(labels, VoxelBox.of(new VoxelIndex(18, 12, 7), new GridSize(5, 6, 4)), 2);
    return labels;
  }

  /** Sets the voxels of a box. */
  public static void paint(Volume labels, VoxelBox box, int value) {
    for (int k = box.start().k(); k < box.end().k(); k++) {
      for (int j = box.start().j(); j < box.end().j(); j++) {
        for (int i = box.start().i(); i < box.end().i(); i++) {
          labels.voxels()[labels.size().flat(i, j, k)] = (short) value;
        }
      }
    }
  }

  /** The image along the patient's axes. */
  public static Volume image() {
    return image(geometry(Direction.IDENTITY));
  }

  /** Its labels. */
  public static Volume labels() {
    return labels(geometry(Direction.IDENTITY));
  }

  /** Writes a NIfTI file, and its folder where that is missing. */
  public static void write(Volume volume, Path file) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Nifti.write(volume, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a text file, and its folder where that is missing. */
  public static void write(String text, Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, text, StandardCharsets.UTF_8);
  }

  /** A Decathlon task of spleen and liver. */
  public static Path decathlon(Path folder, int cases) throws IOException {
    StringBuilder list = new StringBuilder();
    for (int n = 0; n < cases; n++) {
      write(shifted(image(), n), folder.resolve("imagesTr/case_" + n + ".nii.gz"));
      write(labels(), folder.resolve("labelsTr/case_" + n + ".nii.gz"));
      list.append(n == 0 ? "" : ",")
          .append("{\"image\":\"./imagesTr/case_")
          .append(n)
          .append(".nii.gz\",\"label\":\"./labelsTr/case_")
          .append(n)
          .append(".nii.gz\"}");
    }
    write(
        "{\"labels\":{\"0\":\"background\",\"1\":\"spleen\",\"2\":\"liver\"},\"training\":["
            + list
            + "],\"test\":[\"./imagesTs/a.nii.gz\"]}",
        folder.resolve("dataset.json"));
    return folder;
  }

  /** The same image with other HU. */
  public static Volume shifted(Volume image, int by) {
    short[] voxels = image.voxels().clone();
    for (int flat = 0; flat < voxels.length; flat++) {
      voxels[flat] += (short) by;
    }
    return Volume.of(image.geometry(), voxels);
  }

  /** Small cubes at a spacing that resamples all axes. */
  public static PrepareSettings settings() {
    return PrepareSettings.card().with(cut(new TargetSpacing(2, 2, 3), 16, 2));
  }

  /** Settings of a cut along the axes of the patient (LPS). */
  public static CutSettings cut(TargetSpacing spacing, int patch, int margin) {
    return new CutSettings(spacing, patch, margin, false, Orientation.LPS);
  }

  /** Prepares an input of any layout into a folder. */
  public static DatasetIndex prepare(PrepareSettings settings, Path input, Path out)
      throws IOException {
    return new Preparation(settings, out, PrepareProgress.none())
        .run(Layout.AUTO.list(input, "training"));
  }

  /** Digests of all files that a finished dataset consists of, by relative name. */
  static Map<String, String> digests(Path out) throws IOException {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(out)) {
      for (Path file : walk.filter(Files::isRegularFile).toList()) {
        digests.put(out.relativize(file).toString(), Sha256.of(file));
      }
    }
    return digests;
  }
}
