package io.deepgrow.app.upload;

import java.util.Locale;
import java.util.Optional;

/** The files that can be uploaded, told apart by their first bytes, else by their names. */
public enum VolumeFormat {
  NIFTI(".nii"),
  NIFTI_GZ(".nii.gz"),
  NRRD(".nrrd"),
  MHA(".mha"),
  ZIP(".zip"),
  DICOM(".dcm");

  /** Bytes that {@link #of} needs to see. */
  public static final int HEAD = 352;

  private static final int DICOM_MAGIC = 128;
  private static final int NIFTI_MAGIC = 344;

  private final String suffix;

  VolumeFormat(String suffix) {
    this.suffix = suffix;
  }

  public String suffix() {
    return suffix;
  }

  /** What a file is; empty for what is none of these. */
  public static Optional<VolumeFormat> of(String fileName, byte[] head) {
    return ofBytes(head).or(() -> ofName(fileName));
  }

  private static Optional<VolumeFormat> ofName(String fileName) {
    String name = fileName.toLowerCase(Locale.ROOT);
    for (VolumeFormat format : new VolumeFormat[] {NIFTI_GZ, NIFTI, NRRD, MHA, ZIP, DICOM}) {
      if (name.endsWith(format.suffix)) {
        return Optional.of(format);
      }
    }
    return Optional.empty();
  }

  private static Optional<VolumeFormat> ofBytes(byte[] head) {
    if (has(head, DICOM_MAGIC, "DICM")) {
      return Optional.of(DICOM);
    }
    if (has(head, 0, "NRRD")) {
      return Optional.of(NRRD);
    }
    if (has(head, 0, "PK\u0003\u0004")) {
      return Optional.of(ZIP);
    }
    if (has(head, 0, "ObjectType") || has(head, 0, "NDims")) {
      return Optional.of(MHA);
    }
    if (has(head, 0, "\u001f\u008b")) {
      return Optional.of(NIFTI_GZ);
    }
    return has(head, NIFTI_MAGIC, "n+1") ? Optional.of(NIFTI) : Optional.empty();
  }

  private static boolean has(byte[] head, int at, String magic) {
    boolean same = head.length >= at + magic.length();
    for (int n = 0; same && n < magic.length(); n++) {
      same = (head[at + n] & 0xFF) == magic.charAt(n);
    }
    return same;
  }
}
