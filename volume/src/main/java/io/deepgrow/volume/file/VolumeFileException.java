package io.deepgrow.volume.file;

import java.io.IOException;

/** A NIfTI or NRRD file that can't be read, with a code that stays the same over versions. */
public final class VolumeFileException extends IOException {

  private static final long serialVersionUID = 1L;

  private final String code;

  public VolumeFileException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** For example {@code nifti.truncated}. */
  public String code() {
    return code;
  }
}
