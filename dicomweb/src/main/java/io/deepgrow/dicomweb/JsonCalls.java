package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.json.DicomJson;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublisher;
import java.util.List;
import java.util.function.Supplier;

/** Calls that are answered in DICOM JSON, under the media type that the service knows it by. */
final class JsonCalls {

  /** Some services know one of the two only, and some refuse a list of both. */
  private static final List<String> ACCEPT =
      List.of(
          "application/dicom+json",
          "application/dicom+json, application/json;q=0.9",
          "application/json");

  private final DicomWebConfig config;
  private final HttpCalls http;
  private volatile int understood;

  JsonCalls(DicomWebConfig config, HttpCalls http) {
    this.config = config;
    this.http = http;
  }

  Answer get(String path, Deadline deadline) {
    int first = understood;
    for (int n = 0; ; n++) {
      int index = (first + n) % ACCEPT.size();
      Answer answer = http.get(path, ACCEPT.get(index), deadline);
      if (answer.status() != 406 || n == ACCEPT.size() - 1) {
        understood = answer.status() == 406 ? first : index;
        return answer;
      }
      answer.close();
    }
  }

  /** One POST; what is not acceptable has not been acted on. */
  Answer post(String path, String contentType, Supplier<BodyPublisher> body, Deadline deadline)
      throws IOException {
    return http.post(path, ACCEPT.get(understood), contentType, body, deadline);
  }

  /** Takes the next media type for the calls to come; false when all have been tried. */
  boolean acceptOther() {
    boolean more = understood < ACCEPT.size() - 1;
    understood = more ? understood + 1 : 0;
    return more;
  }

  /**
   * The data sets of an answer.
   *
   * @throws DicomWebException {@code dicomweb.bad_json}, or that of the status
   */
  List<DicomObject> read(Answer answer, String what) {
    Statuses.require(answer, what);
    try {
      return DicomJson.read(
          new BoundedInput(answer.body(), config.maxJsonBytes()), config.limits());
    } catch (IOException e) {
      throw new DicomWebException(
          "dicomweb.broken_transfer", "The answer to a " + what + " broke off", e);
    } catch (DicomException e) {
      boolean page = answer.contentType().startsWith("text/html");
      throw new DicomWebException(
          "dicomweb.bad_json",
          answer.status(),
          "The answer to a "
              + what
              + (page
                  ? " is a web page; is the URL the root of the DICOMweb service?"
                  : " is no DICOM JSON: " + e.getMessage()));
    }
  }
}
