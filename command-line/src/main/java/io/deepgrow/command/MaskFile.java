package io.deepgrow.command;

import io.deepgrow.dicom.UidSource;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.release.Release;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.write.Equipment;
import io.deepgrow.seg.write.SegInstance;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.seg.write.SegOutcome;
import io.deepgrow.seg.write.SegSegment;
import io.deepgrow.seg.write.SegWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.mask.Mask;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;

/** A mask as a file, its format told by the name's ending. */
final class MaskFile {

  private MaskFile() {}

  /** Says early what can't be written. */
  static void check(Path file, ImageOptions.Source ct) {
    if (!VolumeFiles.isDicom(file) && !VolumeFiles.isNifti(file) && !VolumeFiles.isNrrd(file)) {
      throw new UserError(file + " should end in .dcm, .nii, .nii.gz or .nrrd");
    }
    if (VolumeFiles.isDicom(file) && ct.series().isEmpty()) {
      throw new UserError("A DICOM SEG needs a DICOM series: give --dicom instead of --image");
    }
  }

  static void write(
      Mask mask, Path file, ImageOptions.Source ct, StructureCode structure, ModelDescriptor model)
      throws IOException {
    if (VolumeFiles.isDicom(file)) {
      writeSeg(mask, file, ct.series().orElseThrow(), structure, model);
    } else {
      VolumeFiles.write(mask, file, ct.frame());
    }
  }

  private static void writeSeg(
      Mask mask, Path file, LoadedSeries series, StructureCode structure, ModelDescriptor model)
      throws IOException {
    SegWriter writer =
        new SegWriter(
            UidSource.random(),
            Clock.system(ZoneId.systemDefault()),
            new Equipment("deepgrow-pacs", "deepgrow segment", "1", Release.version()),
            SegOptions.standard());
    SegAlgorithm algorithm = SegAlgorithm.semiautomatic(model.id(), model.version());
    SegOutcome outcome =
        writer.write(series, List.of(SegSegment.of(1, structure, mask, algorithm)));
    if (!(outcome instanceof SegOutcome.Written written)) {
      throw new UserError("The mask is empty; no DICOM SEG was written");
    }
    SegInstance instance = written.single();
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file), 1 << 16)) {
      instance.writeTo(out);
    }
  }
}
