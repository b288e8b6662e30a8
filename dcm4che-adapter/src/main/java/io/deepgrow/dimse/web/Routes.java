package io.deepgrow.dimse.web;

import com.sun.net.httpserver.HttpExchange;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.json.DicomJson;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import io.deepgrow.dimse.held.HeldObject;
import io.deepgrow.dimse.node.PacsCalls.Level;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What each URL does. */
final class Routes {

  /** Where DICOMweb is served. */
  static final String ROOT = "/dicom-web";

  private static final String UID = "([0-9.]{1,64})";
  private static final Pattern SEARCH =
      Pattern.compile(
          "(?:/studies/" + UID + ")?(?:/series/" + UID + ")?/(studies|series|instances)");
  private static final Pattern OBJECTS =
      Pattern.compile(
          "/studies/"
              + UID
              + "(?:/series/"
              + UID
              + "(?:/instances/"
              + UID
              + ")?)?(/metadata|/frames/[0-9,]{1,200})?");
  private static final Pattern STORE = Pattern.compile("/studies(?:/" + UID + ")?");

  private final Searches searches;
  private final Retrieved retrieved;
  private final Storing storing;
  private final DicomLimits limits;

  Routes(Searches searches, Retrieved retrieved, Storing storing, DicomLimits limits) {
    this.searches = searches;
    this.retrieved = retrieved;
    this.storing = storing;
    this.limits = limits;
  }

  void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath().substring(ROOT.length());
    String method = exchange.getRequestMethod();
    Matcher store = STORE.matcher(path);
    Matcher search = SEARCH.matcher(path);
    Matcher objects = OBJECTS.matcher(path);
    if (method.equals("POST") && store.matches()) {
      store(exchange, Optional.ofNullable(store.group(1)).map(StudyUid::new));
    } else if (!method.equals("GET")) {
      throw new GatewayException(Code.METHOD, "GET is expected, or POST to /studies");
    } else if (search.matches()) {
      search(exchange, search);
    } else if (objects.matches()) {
      retrieve(exchange, objects);
    } else {
      throw new GatewayException(Code.NOT_FOUND, "There is nothing at this path");
    }
  }

  private void search(HttpExchange exchange, Matcher path) throws IOException {
    Level level =
        switch (path.group(3)) {
          case "studies" -> Level.STUDY;
          case "series" -> Level.SERIES;
          default -> Level.IMAGE;
        };
    Search search = Search.of(level, parameters(exchange.getRequestURI().getRawQuery()));
    if (path.group(1) != null) {
      search = search.within(Tag.STUDY_INSTANCE_UID, new StudyUid(path.group(1)).value());
    }
    if (path.group(2) != null) {
      search = search.within(Tag.SERIES_INSTANCE_UID, new SeriesUid(path.group(2)).value());
    }
    json(exchange, 200, searches.answers(search));
  }

  private static List<Map.Entry<String, String>> parameters(
      @org.jspecify.annotations.Nullable String query) {
    List<Map.Entry<String, String>> parameters = new ArrayList<>();
    if (query != null) {
      for (String pair : query.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          parameters.add(
              Map.entry(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1))));
        }
      }
    }
    return parameters;
  }

  private static String decoded(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private void retrieve(HttpExchange exchange, Matcher matcher) throws IOException {
    ObjectPath path =
        new ObjectPath(
            new StudyUid(matcher.group(1)),
            Optional.ofNullable(matcher.group(2)).map(SeriesUid::new),
            Optional.ofNullable(matcher.group(3)).map(SopInstanceUid::new));
    String what = Optional.ofNullable(matcher.group(4)).orElse("");
    if (what.startsWith("/frames") && path.instance().isEmpty()) {
      throw new GatewayException(Code.NOT_FOUND, "Frames are of an instance");
    }
    List<HeldObject> found = retrieved.at(path);
    if (what.equals("/metadata")) {
      List<DicomObject> headers = new ArrayList<>();
      for (HeldObject object : found) {
        headers.add(DicomReader.readHeader(object.file(), limits).dataSet());
      }
      json(exchange, 200, headers);
    } else if (what.isEmpty()) {
      whole(exchange, found);
    } else {
      frames(exchange, found.get(0), what.substring("/frames/".length()));
    }
  }

  private static void whole(HttpExchange exchange, List<HeldObject> found) throws IOException {
    Accepted accepted = Accepted.of(exchange.getRequestHeaders().getFirst("Accept"));
    found.forEach(object -> accepted.require(object.syntax()));
    if (accepted.singlePart() && found.size() == 1) {
      exchange
          .getResponseHeaders()
          .set("Content-Type", "application/dicom; transfer-syntax=" + found.get(0).syntax());
      exchange.sendResponseHeaders(200, found.get(0).bytes());
      Files.copy(found.get(0).file(), exchange.getResponseBody());
      return;
    }
    try (Parts parts = Parts.of(exchange, "application/dicom")) {
      for (HeldObject object : found) {
        parts.add(
            "application/dicom; transfer-syntax=" + object.syntax(),
            out -> Files.copy(object.file(), out));
      }
      parts.finish();
    }
  }

  private void frames(HttpExchange exchange, HeldObject object, String numbers) throws IOException {
    DicomFile file = DicomReader.read(object.file(), limits);
    List<byte[]> frames = new ArrayList<>();
    for (String number : numbers.split(",")) {
      frames.add(Frames.of(file, number.isEmpty() ? 0 : Integer.parseInt(number)));
    }
    String type = Frames.type(file);
    try (Parts parts = Parts.of(exchange, type)) {
      for (byte[] frame : frames) {
        parts.add(type + "; transfer-syntax=" + object.syntax(), out -> out.write(frame));
      }
      parts.finish();
    }
  }

  private void store(HttpExchange exchange, Optional<StudyUid> study) throws IOException {
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    Storing.Outcome outcome = storing.store(exchange.getRequestBody(), String.valueOf(type), study);
    json(exchange, outcome.httpStatus(), List.of(outcome.answer()));
  }

  private static void json(HttpExchange exchange, int status, List<DicomObject> objects)
      throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    DicomJson.write(objects, body);
    exchange.getResponseHeaders().set("Content-Type", "application/dicom+json");
    exchange.sendResponseHeaders(status, body.size());
    body.writeTo(exchange.getResponseBody());
  }
}
