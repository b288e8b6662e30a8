package io.deepgrow.training.cli;

import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesReader;
import io.deepgrow.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** A CT, with what its DICOM series said when it came from one. */
  record Source(Volume volume, Optional<LoadedSeries> series) {}

  Source load() throws IOException {
    Path folder = dicom;
    if (folder != null) {
      if (!Files.isDirectory(folder)) {
        throw new UserError("There is no folder " + folder);
      }
      LoadedSeries series = SeriesReader.directory(folder);
      return new Source(series.volume(), Optional.of(series));
    }
    if (image == null) {
      throw new UserError("Name the CT with --dicom or --image");
    }
    return new Source(VolumeFiles.read(image), Optional.empty());
  }
}
