package io.deepgrow.app.archive;

/** A request the archive cannot answer: HTTP status and a stable code, no patient data. */
public final class ArchiveException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String code;

  public ArchiveException(int status, String code, String message) {
    super(message);
    this.status = status;
    this.code = code;
  }

  static ArchiveException notFound(String what) {
    return new ArchiveException(404, "archive.not_found", what + " is not in the archive");
  }

  static ArchiveException badRequest(String message) {
    return new ArchiveException(400, "archive.bad_request", message);
  }

  public int status() {
    return status;
  }

  public String code() {
    return code;
  }
}
