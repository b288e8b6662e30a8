package io.deepgrow.dicomweb;

import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;

/** A multipart/related body of DICOM objects with a known length. */
final class MultipartBody {

  private final String boundary;
  private final List<byte[]> objects;

  /** The boundary is random: 122 bits that no object holds by chance. */
  MultipartBody(List<byte[]> objects) {
    this.boundary = "deepgrow-" + UUID.randomUUID();
    this.objects = objects;
  }

  String contentType() {
    return "multipart/related; type=\"application/dicom\"; boundary=" + boundary;
  }

  BodyPublisher publisher() {
    BodyPublisher[] pieces = new BodyPublisher[2 * objects.size() + 1];
    for (int n = 0; n < objects.size(); n++) {
      pieces[2 * n] =
          text(
              (n == 0 ? "" : "\r\n")
                  + "--"
                  + boundary
                  + "\r\nContent-Type: application/dicom\r\n\r\n");
      pieces[2 * n + 1] = BodyPublishers.ofByteArray(objects.get(n));
    }
    pieces[2 * objects.size()] = text("\r\n--" + boundary + "--\r\n");
    return BodyPublishers.concat(pieces);
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.US_ASCII));
  }
}
