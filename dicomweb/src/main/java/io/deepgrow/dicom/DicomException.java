package io.deepgrow.dicom;

/** A DICOM object that can't be read or written; the message holds tags and counts, no values. */
public final class DicomException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  public DicomException(String code, String message) {
    super(message);
    this.code = code;
  }

  public DicomException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  /** For example {@code dicom.malformed}; stays the same over versions. */
  public String code() {
    return code;
  }

  /** An object whose bytes are not as the standard has them: {@code dicom.malformed}. */
  public static DicomException malformed(String message) {
    return new DicomException("dicom.malformed", message);
  }

  /** An object beyond a bound of {@link DicomLimits}: {@code dicom.limit.} and the bound's name. */
  public static DicomException limit(String name, String message) {
    return new DicomException("dicom.limit." + name, message);
  }
}
