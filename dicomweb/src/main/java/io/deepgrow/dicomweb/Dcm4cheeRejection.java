package io.deepgrow.dicomweb;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Set;

/** The way of dcm4chee to take objects out of sight, beside DICOMweb's own. */
final class Dcm4cheeRejection {

  /** Rejected for Quality Reasons (PS3.16 CID 7011), caret and all. */
  private static final String QUALITY = "/reject/113001%5EDCM";

  private static final Set<Integer> DONE = Set.of(204, 404, 410);

  private final HttpCalls http;

  Dcm4cheeRejection(HttpCalls http) {
    this.http = http;
  }

  void reject(String path, Deadline deadline) {
    try (Answer answer =
        http.post(
            path + QUALITY,
            "application/json",
            "application/json",
            BodyPublishers::noBody,
            deadline)) {
      if (!DONE.contains(answer.status())) {
        Statuses.require(answer, "rejection");
      }
    } catch (IOException e) {
      throw new DicomWebException(
          "dicomweb.unreachable", "The DICOMweb service does not answer", e);
    }
  }
}
