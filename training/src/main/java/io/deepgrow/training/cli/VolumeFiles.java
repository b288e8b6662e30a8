package io.deepgrow.training.cli;

import io.deepgrow.volume.Mask;
import io.deepgrow.volume.Nifti;
import io.deepgrow.volume.Nrrd;
import io.deepgrow.volume.Volume;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Volumes and masks in the file format that the name's ending tells. */
final class VolumeFiles {

  private VolumeFiles() {}

  static Volume read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserError("There is no file " + file);
    }
    if (isNifti(file)) {
      return Nifti.read(file);
    }
    if (isNrrd(file)) {
      return Nrrd.read(file);
    }
    throw new UserError(file + " is neither .nii, .nii.gz nor .nrrd");
  }

  static void write(Mask mask, Path file) throws IOException {
    if (isNifti(file)) {
      Nifti.write(mask, file);
    } else {
      Nrrd.write(mask, file);
    }
  }

  static boolean isNifti(Path file) {
    return ends(file, ".nii") || ends(file, ".nii.gz");
  }

  static boolean isNrrd(Path file) {
    return ends(file, ".nrrd");
  }

  static boolean isDicom(Path file) {
    return ends(file, ".dcm");
  }

  private static boolean ends(Path file, String ending) {
    return file.toString().toLowerCase(Locale.ROOT).endsWith(ending);
  }
}
