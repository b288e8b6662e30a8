package io.deepgrow.dicomweb;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.json.DicomJson;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.part10.DicomWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.zip.GZIPOutputStream;

/** A PACS in memory with the ways of real archives, each turned on by a test. */
public final class FakePacs implements AutoCloseable {

  private static final String ROOT = "/rs";
  private static final String DICOM_JSON = "application/dicom+json";
  private static final Charset US = StandardCharsets.US_ASCII;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final List<DicomFile> files;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private volatile PacsWays ways = PacsWays.friendly();

  private FakePacs(List<DicomFile> files) throws IOException {
    this.files = new CopyOnWriteArrayList<>(files);
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
  }

  /** Starts on a free loopback port. */
  public static FakePacs of(List<DicomFile> files) {
    try {
      FakePacs pacs = new FakePacs(files);
      pacs.server.setExecutor(pacs.threads);
      pacs.server.createContext(ROOT, pacs::handle);
      pacs.server.start();
      return pacs;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public FakePacs with(PacsWays other) {
    ways = other;
    return this;
  }

  public URI base() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + ROOT);
  }

  /** Method and path with query of every request. */
  public List<String> requests() {
    return requests;
  }

  public List<DicomFile> files() {
    return files;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
      String path = exchange.getRequestURI().getPath().substring(ROOT.length());
      if (ways.before.answered(exchange)) {
        return;
      }
      if (exchange.getRequestMethod().equals("POST")) {
        store(exchange);
      } else if (List.of("studies", "series", "instances").contains(lastPart(path))) {
        search(exchange, path);
      } else {
        retrieve(exchange, path);
      }
    }
  }

  private List<DicomFile> found(String path) {
    String[] part = path.split("/");
    return files.stream()
        .filter(f -> part.length < 3 || has(f, Tag.STUDY_INSTANCE_UID, part[2]))
        .filter(f -> part.length < 5 || has(f, Tag.SERIES_INSTANCE_UID, part[4]))
        .filter(f -> part.length < 7 || has(f, Tag.SOP_INSTANCE_UID, part[6]))
        .toList();
  }

  private static boolean has(DicomFile file, int tag, String uid) {
    return file.dataSet().string(tag).equals(Optional.of(uid));
  }

  private void search(HttpExchange exchange, String path) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI());
    int limit = Integer.parseInt(query.getOrDefault("limit", "100000"));
    if (limit > ways.maxLimit) {
      send(exchange, 400, "text/plain", "limit must be between 1 and 200".getBytes(US));
      return;
    }
    if (ways.plainJsonOnly && !accepts(exchange, "application/json")) {
      send(exchange, 406, "text/plain", new byte[0]);
      return;
    }
    List<DicomObject> all =
        switch (lastPart(path)) {
          case "studies" -> studies(query);
          case "series" -> series(path);
          default -> instances(path, query);
        };
    int offset = ways.honoursOffset ? Integer.parseInt(query.getOrDefault("offset", "0")) : 0;
    int from = Math.min(offset, all.size());
    int to = Math.min(all.size(), from + Math.min(limit, ways.cap));
    if (ways.warnsOfMore && to < all.size()) {
      String more = "There are %d additional results that can be requested";
      exchange
          .getResponseHeaders()
          .add("Warning", "299 fake:1 \"" + more.formatted(all.size() - to) + "\"");
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DicomJson.write(all.subList(from, to), body);
    String type = ways.plainJsonOnly ? "application/json" : DICOM_JSON;
    send(exchange, from == to ? 204 : 200, type, from == to ? new byte[0] : body.toByteArray());
  }

  private static String lastPart(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  /** Studies as they are named now; small and capital letters of a Patient ID are one here. */
  private List<DicomObject> studies(Map<String, String> query) {
    String patient = query.getOrDefault("PatientID", "");
    String study = query.getOrDefault("StudyInstanceUID", "");
    Map<String, DicomObject> rows = new TreeMap<>();
    for (DicomFile file : files) {
      DicomObject now = ways.onRetrieve.apply(file).dataSet();
      String uid = now.string(Tag.STUDY_INSTANCE_UID).orElse("");
      if ((study.isEmpty() || study.equals(uid))
          && (patient.isEmpty()
              || patient.equalsIgnoreCase(now.string(Tag.PATIENT_ID).orElse("")))) {
        rows.putIfAbsent(
            uid,
            new DicomObject()
                .copy(now, Tag.STUDY_INSTANCE_UID, Tag.PATIENT_ID, Tag.ISSUER_OF_PATIENT_ID)
                .setInts(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES, found("/studies/" + uid).size()));
      }
    }
    return List.copyOf(rows.values());
  }

  private List<DicomObject> series(String path) {
    String study = path.substring(0, path.length() - "/series".length());
    return found(study).stream()
        .collect(Collectors.groupingBy(f -> f.dataSet().string(Tag.SERIES_INSTANCE_UID)))
        .values()
        .stream()
        .map(
            list -> {
              DicomObject row =
                  new DicomObject()
                      .copy(
                          list.get(0).dataSet(),
                          Tag.STUDY_INSTANCE_UID,
                          Tag.SERIES_INSTANCE_UID,
                          Tag.MODALITY);
              ways.countOf(list.size())
                  .ifPresent(n -> row.setInts(Tag.NUMBER_OF_SERIES_RELATED_INSTANCES, n));
              return row;
            })
        .toList();
  }

  private List<DicomObject> instances(String path, Map<String, String> query) {
    String requested = query.getOrDefault("SOPInstanceUID", "");
    return found(path.substring(0, path.length() - "/instances".length())).stream()
        .map(f -> new DicomObject().copy(f.dataSet(), Tag.SOP_CLASS_UID, Tag.SOP_INSTANCE_UID))
        .filter(
            o -> requested.isEmpty() || o.string(Tag.SOP_INSTANCE_UID).orElse("").equals(requested))
        .toList();
  }

  private void retrieve(HttpExchange exchange, String path) throws IOException {
    List<DicomFile> found = found(path).stream().filter(ways.shown).toList();
    String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
    if (accept.contains("transfer-syntax=1.2.840.10008.1.2.1") && ways.transcoding != 200) {
      byte[] text = "Unsupported Transfer Syntax: 1.2.840.10008.1.2.4.201".getBytes(US);
      send(exchange, ways.transcoding, "multipart/related; boundary=part", text);
      return;
    }
    if (found.isEmpty()) {
      send(exchange, 404, "text/plain", "{\"errorMessage\":\"No matches found.\"}".getBytes(US));
      return;
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    if (path.endsWith("/metadata")) {
      DicomJson.write(found.stream().map(DicomFile::dataSet).toList(), body);
      send(exchange, 200, DICOM_JSON, body.toByteArray());
      return;
    }
    for (DicomFile file : found) {
      body.write("--part\r\nContent-Type: application/dicom\r\n\r\n".getBytes(US));
      body.write(DicomWriter.bytes(ways.onRetrieve.apply(file)));
      body.write("\r\n".getBytes(US));
    }
    body.write("--part--\r\n".getBytes(US));
    // the order of parameters that RESTEasy writes
    String type =
        "multipart/related;start=\"<a@resteasy-multipart>\";type=\"application/dicom\"; boundary=part";
    send(exchange, 200, type, body.toByteArray());
  }

  private void store(HttpExchange exchange) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    MultipartReader reader = MultipartReader.of(exchange.getRequestBody(), type);
    InputStream part = reader.next().orElseThrow().body();
    DicomFile file = DicomReader.read(part.readAllBytes(), DicomLimits.standard());
    DicomObject item =
        new DicomObject()
            .setString(
                Tag.REFERENCED_SOP_CLASS_UID, file.dataSet().string(Tag.SOP_CLASS_UID).orElse(""))
            .setString(Tag.REFERENCED_SOP_INSTANCE_UID, file.sopInstanceUid().value());
    DicomObject answer = new DicomObject();
    if (ways.storeStatus == 200) {
      files.add(file);
      answer.setItems(Tag.REFERENCED_SOP_SEQUENCE, item);
    } else {
      if (ways.failureReason >= 0) {
        item.setInts(Tag.FAILURE_REASON, ways.failureReason);
      }
      answer.setItems(Tag.FAILED_SOP_SEQUENCE, item);
      if (!ways.storeWarning.isEmpty()) {
        exchange
            .getResponseHeaders()
            .add("Warning", "299 dcm4chee-arc \"" + ways.storeWarning + "\"");
      }
    }
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DicomJson.write(List.of(answer), body);
    send(exchange, ways.storeStatus, DICOM_JSON, body.toByteArray());
  }

  private static boolean accepts(HttpExchange exchange, String type) {
    return exchange.getRequestHeaders().getOrDefault("Accept", List.of()).stream()
        .flatMap(a -> List.of(a.split(",")).stream())
        .anyMatch(a -> a.split(";")[0].trim().equals(type) || a.trim().startsWith("*/*"));
  }

  private static Map<String, String> query(URI uri) {
    String text = uri.getQuery() == null ? "" : uri.getQuery();
    return List.of(text.split("&")).stream()
        .filter(p -> p.contains("="))
        .collect(Collectors.toMap(p -> p.split("=", 2)[0], p -> p.split("=", 2)[1], (a, b) -> a));
  }

  private void send(HttpExchange exchange, int status, String type, byte[] body)
      throws IOException {
    byte[] sent = body;
    exchange.getResponseHeaders().set("Content-Type", type);
    if (ways.gzips && body.length > 0) {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (OutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(body);
      }
      sent = packed.toByteArray();
      exchange.getResponseHeaders().set("Content-Encoding", "gzip");
    }
    exchange.sendResponseHeaders(status, sent.length == 0 ? -1 : sent.length);
    if (sent.length > 0) {
      exchange.getResponseBody().write(sent);
    }
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
