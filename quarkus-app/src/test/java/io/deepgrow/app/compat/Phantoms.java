package io.deepgrow.app.compat;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomWriter;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.PatientModule;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.file.Nrrd;
import io.deepgrow.volume.file.NrrdEncoding;
import io.deepgrow.volume.file.VolumeFileLimits;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;

/** Small generated CTs: a bright block in fat that lies in no symmetric place. */
public final class Phantoms {

  public static final GridSize SIZE = new GridSize(48, 40, 20);

  /** A voxel in the block. */
  public static final String INSIDE = "[24,16,10]";

  private Phantoms() {}

  public static Volume straight() {
    return block(VolumeGeometry.axial(SIZE, new Spacing(2, 2, 4)));
  }

  /** Turned in the patient, and not at its origin. */
  public static Volume oblique() {
    double c = Math.cos(0.3);
    double s = Math.sin(0.3);
    Direction turned =
        new Direction(new Vector3(c, s, 0), new Vector3(-s, c, 0), new Vector3(0, 0, 1));
    return block(
        new VolumeGeometry(
            SIZE, new Spacing(1.75, 2.25, 4.5), new PatientPoint(-31.7, 55.3, 912.25), turned));
  }

  private static Volume block(VolumeGeometry grid) {
    short[] voxels = new short[grid.size().arrayLength()];
    Arrays.fill(voxels, (short) -100);
    for (int k = 6; k < 14; k++) {
      for (int j = 8; j < 26; j++) {
        Arrays.fill(voxels, grid.size().flat(14, j, k), grid.size().flat(36, j, k), (short) 110);
      }
    }
    return Volume.of(grid, voxels);
  }

  public static byte[] nifti(Volume volume) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Nifti.write(volume, out);
    return out.toByteArray();
  }

  public static byte[] niftiGz(Volume volume) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      Nifti.write(volume, gzip);
    }
    return out.toByteArray();
  }

  public static byte[] nrrd(Volume volume) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Nrrd.write(volume, out, NrrdEncoding.GZIP);
    return out.toByteArray();
  }

  /** One object a slice; numbered against the order of position. */
  public static List<DicomFile> slices(long study) {
    return new CtWriter(
            UidSource.derived(new UUID(study, study)), Instant.EPOCH, PatientModule.PHANTOM)
        .write(straight());
  }

  /** Thin slices, each of one value: its place, counted from 1. */
  public static List<DicomFile> ramp(int count) {
    GridSize size = new GridSize(8, 8, count);
    short[] voxels = new short[size.arrayLength()];
    for (int flat = 0; flat < voxels.length; flat++) {
      voxels[flat] = (short) (flat / 64 + 1);
    }
    return new CtWriter(
            UidSource.derived(new UUID(count, 300)), Instant.EPOCH, PatientModule.PHANTOM)
        .write(Volume.of(VolumeGeometry.axial(size, new Spacing(2, 2, 1)), voxels));
  }

  public static List<byte[]> sliceFiles(long study) {
    return slices(study).stream().map(DicomWriter::bytes).toList();
  }

  public static Mask niftiMask(byte[] file) throws IOException {
    return Mask.ofLabel(Nifti.read(new ByteArrayInputStream(file), VolumeFileLimits.STANDARD), 1);
  }

  public static Mask nrrdMask(byte[] file) throws IOException {
    return Mask.ofLabel(Nrrd.read(new ByteArrayInputStream(file), VolumeFileLimits.STANDARD), 1);
  }
}
