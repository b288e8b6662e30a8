package io.deepgrow.dicomweb;

/** What HTTP statuses mean to a caller. */
final class Statuses {

  private Statuses() {}

  /**
   * Nothing, when the answer brings what was requested.
   *
   * @throws DicomWebException {@code dicomweb.unauthorized}, {@code dicomweb.not_found}, {@code
   *     dicomweb.redirect} or {@code dicomweb.refused}
   */
  static void require(Answer answer, String what) {
    require(answer.status(), what);
  }

  static void require(int status, String what) {
    if (status == 200 || status == 206) {
      return;
    }
    if (status == 401 || status == 403) {
      throw new DicomWebException(
          "dicomweb.unauthorized", status, "The DICOMweb service refuses our credentials");
    }
    if (status == 404 || status == 410) {
      throw new DicomWebException(
          "dicomweb.not_found", status, "The DICOMweb service has no such object");
    }
    if (status >= 300 && status < 400) {
      throw new DicomWebException(
          "dicomweb.redirect",
          status,
          "The DICOMweb service redirects; redirects are not followed");
    }
    throw new DicomWebException(
        "dicomweb.refused", status, "A " + what + " was answered with HTTP " + status);
  }
}
