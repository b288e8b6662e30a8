package io.deepgrow.command;

import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.Modalities;
import io.deepgrow.series.SeriesReader;
import io.deepgrow.volume.file.NiftiFrame;
import io.deepgrow.volume.grid.Volume;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the CT comes from: a folder of DICOM slices, or one NIfTI or NRRD file. */
final class ImageOptions {

  @Option(
      names = "--dicom",
      paramLabel = "DIR",
      description = "Folder with the slices of one CT series.")
  @Nullable Path dicom;

  @Option(
      names = "--image",
      paramLabel = "FILE",
      description = "CT as .nii, .nii.gz or .nrrd, in Hounsfield units.")
  @Nullable Path image;

  @Option(
      names = "--modalities",
      paramLabel = "NAMES",
      split = ",",
      defaultValue = "CT",
      description =
          "Modalities of DICOM series that may be read (default: ${DEFAULT-VALUE}); others are"
              + " refused.")
  private List<String> modalities = new ArrayList<>(List.of("CT"));

  /**
   * A CT, with what its DICOM series said when it came from one.
   *
   * @param frame where the header of a NIfTI file says it lies
   */
  record Source(Volume volume, Optional<LoadedSeries> series, Optional<NiftiFrame> frame) {

    /** What was tolerated while the series was read. */
    List<String> warnings() {
      return series.map(LoadedSeries::warnings).orElse(List.of());
    }
  }

  /**
   * Reads the CT.
   *
   * @param err takes a line for every warning
   */
  Source load(PrintWriter err) throws IOException {
    Source source = read();
    source.warnings().forEach(warning -> err.println("warning: " + warning));
    err.flush();
    return source;
  }

  private Source read() throws IOException {
    Path folder = dicom;
    if (folder != null) {
      if (!Files.isDirectory(folder)) {
        throw new UserError("There is no folder " + folder);
      }
      LoadedSeries series = SeriesReader.directory(folder, allowed());
      return new Source(series.volume(), Optional.of(series), Optional.empty());
    }
    if (image == null) {
      throw new UserError("Name the CT with --dicom or --image");
    }
    Volume volume = VolumeFiles.read(image);
    return new Source(
        volume,
        Optional.empty(),
        VolumeFiles.isNifti(image) ? Optional.of(NiftiFrame.read(image)) : Optional.empty());
  }

  private Modalities allowed() {
    try {
      return Modalities.of(modalities);
    } catch (IllegalArgumentException e) {
      throw new UserError(String.valueOf(e.getMessage()), e);
    }
  }
}
