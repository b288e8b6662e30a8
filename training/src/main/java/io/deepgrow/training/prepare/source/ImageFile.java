package io.deepgrow.training.prepare.source;

import io.deepgrow.series.SeriesReader;
import io.deepgrow.training.prepare.Sha256;
import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.file.Nrrd;
import io.deepgrow.volume.grid.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Volumes in files of several formats. */
public final class ImageFile {

  private ImageFile() {}

  /** Whether a file's name says NIfTI or NRRD; hidden files are none. */
  public static boolean isVolume(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return !name.startsWith(".")
        && (name.endsWith(".nii") || name.endsWith(".nii.gz") || name.endsWith(".nrrd"));
  }

  /** Reads NIfTI, NRRD or a folder with the slices of one DICOM series. */
  static Volume read(Path file) throws IOException {
    if (Files.isDirectory(file)) {
      return SeriesReader.directory(file).volume();
    }
    return file.toString().toLowerCase(Locale.ROOT).endsWith(".nrrd")
        ? Nrrd.read(file)
        : Nifti.read(file);
  }

  static String digest(Path file) throws IOException {
    return "sha256:" + Sha256.of(Files.isDirectory(file) ? files(file) : List.of(file));
  }

  /** Files of a folder, not of its sub-folders, by name; hidden ones left out. */
  public static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> list = Files.list(folder)) {
      return list.filter(Files::isRegularFile)
          .filter(f -> !f.getFileName().toString().startsWith("."))
          .sorted()
          .toList();
    }
  }
}
