package io.deepgrow.training.prepare.layout;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.json.DicomJson;
import io.deepgrow.dicom.part10.DicomWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** As much of a DICOMweb service as a preparation asks for. */
final class FakePacs implements AutoCloseable {

  private final HttpServer server;
  private final List<DicomFile> files;
  private final List<String> authorizations = new ArrayList<>();

  FakePacs(List<DicomFile> files) throws IOException {
    this.files = List.copyOf(files);
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/rs", this::answer);
    server.start();
  }

  URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/rs");
  }

  /** What requests carried. */
  List<String> authorizations() {
    return authorizations;
  }

  private void answer(HttpExchange exchange) throws IOException {
    String sent = exchange.getRequestHeaders().getFirst("Authorization");
    authorizations.add(sent == null ? "" : sent);
    String[] path = exchange.getRequestURI().getPath().split("/");
    List<DicomFile> found =
        files.stream()
            .filter(f -> path.length < 4 || DicomSamples.studyUid(f).equals(path[3]))
            .filter(f -> path.length < 6 || DicomSamples.seriesUid(f).equals(path[5]))
            .filter(f -> path.length < 8 || f.sopInstanceUid().value().equals(path[7]))
            .toList();
    boolean list = path[path.length - 1].matches("series|instances");
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (list) {
      DicomJson.write(path.length == 5 ? series(found) : instances(found), body);
    } else {
      multipart(found, body);
    }
    exchange
        .getResponseHeaders()
        .set(
            "Content-Type",
            list
                ? "application/dicom+json"
                : "multipart/related; type=\"application/dicom\"; boundary=part");
    exchange.sendResponseHeaders(200, body.size());
    exchange.getResponseBody().write(body.toByteArray());
    exchange.close();
  }

  private static List<DicomObject> series(List<DicomFile> files) {
    Map<String, DicomObject> series = new TreeMap<>();
    for (DicomFile file : files) {
      series.put(
          DicomSamples.seriesUid(file),
          new DicomObject()
              .copy(file.dataSet(), Tag.MODALITY, Tag.PATIENT_ID, Tag.SERIES_INSTANCE_UID));
    }
    return List.copyOf(series.values());
  }

  private static List<DicomObject> instances(List<DicomFile> files) {
    return files.stream()
        .map(f -> new DicomObject().copy(f.dataSet(), Tag.SOP_INSTANCE_UID))
        .toList();
  }

  private static void multipart(List<DicomFile> files, ByteArrayOutputStream body)
      throws IOException {
    for (DicomFile file : files) {
      body.write(text("--part\r\nContent-Type: application/dicom\r\n\r\n"));
      body.write(DicomWriter.bytes(file));
      body.write(text("\r\n"));
    }
    body.write(text("--part--\r\n"));
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
