package io.deepgrow.dicomweb.dcm4chee;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A dcm4chee-arc with one study, as far as its own ways beside DICOMweb go. */
final class FakeArchive implements AutoCloseable {

  static final String STUDY = "2.25.684012713435928985600000000000001";

  private static final String WORKLIST =
      "{\"dicomDeviceName\":\"dcm4chee-arc\",\"dcmWebAppName\":\"WORKLIST\","
          + "\"dicomDescription\":\"Modality and Unified Worklist\",\"dcmWebServicePath\":"
          + "\"/dcm4chee-arc/aets/WORKLIST/rs\",\"dcmWebServiceClass\":[\"UPS_RS\",\"MWL_RS\","
          + "\"MPPS_RS\",\"DCM4CHEE_ARC_AET\",\"UPS_MATCHING\"],\"dicomAETitle\":\"WORKLIST\"}";
  private static final String ARCHIVE =
      "{\"dicomDeviceName\":\"dcm4chee-arc\",\"dcmWebAppName\":\"DCM4CHEE\","
          + "\"dicomDescription\":\"Hide instances rejected for Quality Reasons\","
          + "\"dcmWebServicePath\":\"/dcm4chee-arc/aets/DCM4CHEE/rs\",\"dcmWebServiceClass\":"
          + "[\"WADO_RS\",\"STOW_RS\",\"QIDO_RS\",\"MPPS_RS\",\"QIDO_COUNT\","
          + "\"DCM4CHEE_ARC_AET\"],\"dicomAETitle\":\"DCM4CHEE\"}";
  private static final String ELSEWHERE =
      "{\"dicomDeviceName\":\"stowrsd\",\"dcmWebAppName\":\"stowrsd\",\"dcmWebServicePath\":"
          + "\"/stowrs\",\"dcmWebServiceClass\":[\"STOW_RS\"],\"dicomNetworkConnection\":"
          + "[{\"dicomHostname\":\"localhost\",\"dicomPort\":18080}]}";
  private static final Pattern REJECTION =
      Pattern.compile(
          "/studies/([0-9.]+)((?:/series/[0-9.]+(?:/instances/[0-9.]+)?)?)/reject/(.+)");

  private final HttpServer server;
  private final List<String> requests = new CopyOnWriteArrayList<>();
  private final Set<String> rejected = ConcurrentHashMap.newKeySet();
  private final Set<String> exporters = new HashSet<>(Set.of("TO-PEER"));

  private FakeArchive() throws IOException {
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/dcm4chee-arc", this::handle);
    server.start();
  }

  static FakeArchive start() {
    try {
      return new FakeArchive();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  URI root() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/dcm4chee-arc/aets/DCM4CHEE/rs");
  }

  List<String> requests() {
    return requests;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().toString().substring("/dcm4chee-arc".length());
      requests.add(exchange.getRequestMethod() + " " + path);
      if (path.startsWith("/webapps?dcmWebServiceClass=")) {
        String asked = path.substring(path.indexOf('=') + 1);
        send(
            exchange,
            200,
            "application/json",
            List.of(WORKLIST, ARCHIVE, ELSEWHERE).stream()
                .filter(each -> each.contains("\"" + asked + "\""))
                .toList()
                .toString());
        return;
      }
      String below = path.substring("/aets/DCM4CHEE/rs".length());
      Matcher rejection = REJECTION.matcher(below);
      if (rejection.matches()) {
        reject(exchange, rejection);
      } else if (below.equals("/studies/" + STUDY + "/stgver")) {
        send(exchange, 200, "application/json", "[{\"00080054\":{\"vr\":\"AE\"}}]");
      } else if (below.startsWith("/studies/" + STUDY + "/export/")) {
        String exporter = below.substring(below.lastIndexOf('/') + 1);
        boolean known = exporters.contains(exporter);
        send(
            exchange,
            known ? 202 : 404,
            known ? "application/json" : "text/plain;charset=UTF-8",
            known ? "{\"taskID\":1}" : "{\"errorMessage\":\"No such Exporter: " + exporter + "\"}");
      } else {
        send(exchange, 404, "text/plain", "{\"errorMessage\":\"No matches found.\"}");
      }
    }
  }

  private void reject(HttpExchange exchange, Matcher rejection) throws IOException {
    String what = rejection.group(1) + rejection.group(2);
    String code = rejection.group(3);
    boolean revoke = code.equals("REVOKE_REJECTION%5E99DCM4CHEE");
    boolean known = rejection.group(1).equals(STUDY);
    boolean changed = known && (revoke ? rejected.remove(what) : rejected.add(what));
    if (!revoke && !Set.of("113001%5EDCM", "113037%5EDCM", "113039%5EDCM").contains(code)) {
      send(exchange, 404, "text/plain", "{\"errorMessage\":\"Unknown Rejection Note Code\"}");
    } else if (changed) {
      send(exchange, 200, "application/json", "{\"count\":1}");
    } else {
      send(
          exchange,
          404,
          "text/plain;charset=UTF-8",
          "{\"errorMessage\":\"No instances of Study[UID="
              + rejection.group(1)
              + "] found for rejection.\"}");
    }
  }

  private static void send(HttpExchange exchange, int status, String type, String text)
      throws IOException {
    byte[] body = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", type);
    exchange.getResponseHeaders().set("Content-Encoding", "identity");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
