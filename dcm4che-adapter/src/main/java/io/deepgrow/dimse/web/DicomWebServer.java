package io.deepgrow.dimse.web;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import io.deepgrow.dimse.GatewaySettings;
import io.deepgrow.dimse.held.HeldObjects;
import io.deepgrow.dimse.node.PacsCalls;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Serves DICOMweb under {@code /dicom-web}, to who bears the token. */
public final class DicomWebServer implements AutoCloseable {

  private static final Logger LOG = Logger.getLogger(DicomWebServer.class.getName());
  private static final int BACKLOG = 64;
  private static final int THREADS = 16;

  private final HttpServer server;
  private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
  private final @Nullable String token;
  private final Routes routes;

  private DicomWebServer(HttpServer server, @Nullable String token, Routes routes) {
    this.server = server;
    this.token = token;
    this.routes = routes;
  }

  /**
   * A server that listens.
   *
   * @param pacs empty where there is none
   */
  public static DicomWebServer start(
      GatewaySettings settings, HeldObjects held, Optional<PacsCalls> pacs, DicomLimits limits)
      throws IOException {
    HttpServer http =
        HttpServer.create(
            new InetSocketAddress(settings.webAddress(), settings.webPort()), BACKLOG);
    Routes routes =
        new Routes(
            new Searches(held, pacs),
            new Retrieved(held, pacs),
            new Storing(held, pacs, settings.maxObjectBytes()),
            limits);
    DicomWebServer server = new DicomWebServer(http, settings.token().orElse(null), routes);
    http.createContext(Routes.ROOT, server::answer);
    http.setExecutor(server.threads);
    http.start();
    return server;
  }

  /** The port on which it listens. */
  public int port() {
    return server.getAddress().getPort();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      try {
        authenticate(exchange);
        routes.answer(exchange);
      } catch (GatewayException e) {
        problem(exchange, e.code(), String.valueOf(e.getMessage()));
      } catch (DicomException | IllegalArgumentException e) {
        problem(exchange, Code.BAD_REQUEST, "The request can't be understood");
      }
    } catch (RuntimeException e) {
      // the class alone: a message could carry what the PACS sent
      LOG.log(Level.SEVERE, "A request failed: {0}", e.getClass().getName());
      throw e;
    }
  }

  private void authenticate(HttpExchange exchange) {
    if (token == null) {
      return;
    }
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    byte[] borne = String.valueOf(header).getBytes(StandardCharsets.UTF_8);
    if (!MessageDigest.isEqual(borne, ("Bearer " + token).getBytes(StandardCharsets.UTF_8))) {
      exchange.getResponseHeaders().set("WWW-Authenticate", "Bearer");
      throw new GatewayException(Code.UNAUTHORIZED, "A bearer token is expected");
    }
  }

  /** An answer that has begun can only be broken off. */
  private static void problem(HttpExchange exchange, Code code, String detail) throws IOException {
    if (exchange.getResponseCode() != -1) {
      throw new IOException("The answer broke off: " + code.text());
    }
    String body =
        "{\"type\":\"about:blank\",\"status\":%d,\"code\":\"%s\",\"detail\":\"%s\"}"
            .formatted(code.status(), code.text(), detail.replaceAll("[\"\\\\\\p{Cntrl}]", " "));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/problem+json");
    exchange.sendResponseHeaders(code.status(), bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
