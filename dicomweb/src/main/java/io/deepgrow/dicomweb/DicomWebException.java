package io.deepgrow.dicomweb;

/** A DICOMweb call that failed; the message names path templates and status, no patient data. */
public final class DicomWebException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final int status;

  public DicomWebException(String code, int status, String message) {
    super(message);
    this.code = code;
    this.status = status;
  }

  public DicomWebException(String code, String message, Throwable cause) {
    super(message, cause);
    this.code = code;
    this.status = 0;
  }

  /** For example {@code dicomweb.unreachable}; stays the same over versions. */
  public String code() {
    return code;
  }

  /** The HTTP status; 0 when there was no answer. */
  public int status() {
    return status;
  }
}
