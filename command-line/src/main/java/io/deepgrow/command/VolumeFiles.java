package io.deepgrow.command;

import io.deepgrow.volume.file.Nifti;
import io.deepgrow.volume.file.NiftiFrame;
import io.deepgrow.volume.file.Nrrd;
import io.deepgrow.volume.file.VolumeFileException;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/** Volumes and masks in the file format that the name's ending tells. */
final class VolumeFiles {

  private VolumeFiles() {}

  static Volume read(Path file) throws IOException {
    if (!Files.isRegularFile(file)) {
      throw new UserError("There is no file " + file);
    }
    try {
      if (isNifti(file)) {
        return Nifti.read(file);
      }
      if (isNrrd(file)) {
        return Nrrd.read(file);
      }
    } catch (VolumeFileException e) {
      throw new UserError(file + ": " + e.getMessage() + " (" + e.code() + ")", e);
    }
    throw new UserError(file + " is neither .nii, .nii.gz nor .nrrd");
  }

  /**
   * Writes a mask.
   *
   * @param frame where the header of the mask's image says it lies, for NIfTI: the mask then lies
   *     on its image for every reader, whichever of the header's poses it prefers
   */
  static void write(Mask mask, Path file, Optional<NiftiFrame> frame) throws IOException {
    if (isNifti(file)) {
      Nifti.write(mask, file, frame);
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
