package io.deepgrow.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;

/**
 * HTTP requests to one origin: HTTP/1.1, no redirects; what may be repeated is, with growing waits,
 * until the call's deadline.
 */
final class HttpCalls {

  private static final Set<Integer> PASSING = Set.of(408, 424, 429, 500, 502, 503, 504);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  private final DicomWebConfig config;
  private final HttpClient http;
  private final String root;

  /** Requests below the root for searches. */
  HttpCalls(DicomWebConfig config) {
    this.config = config;
    this.root = text(config.roots().search());
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout());
    config.trust().ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  private HttpCalls(HttpCalls like, URI root) {
    this.config = like.config;
    this.http = like.http;
    this.root = text(root);
  }

  /** The same below another root. */
  HttpCalls at(URI other) {
    return new HttpCalls(this, other);
  }

  private static String text(URI root) {
    String text = root.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }

  private URI resolve(String path) {
    return URI.create(root + path);
  }

  /** A new deadline for a call. */
  Deadline deadline() {
    return Deadline.after(config.callTimeout());
  }

  /** A GET, tried again while it fails in a passing way. */
  Answer get(String path, String accept, Deadline deadline) {
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt >= config.maxTries();
      try {
        Answer answer =
            authenticated(
                () -> HttpRequest.newBuilder(resolve(path)).header("Accept", accept).GET(),
                deadline);
        if (!PASSING.contains(answer.status()) || last) {
          return answer;
        }
        String text = answer.status() == 500 ? answer.text() : "";
        answer.close();
        if (isAboutSyntax(text)) {
          throw new DicomWebException(
              "dicomweb.not_acceptable",
              answer.status(),
              "The DICOMweb service can't encode an object as requested");
        }
      } catch (IOException e) {
        if (last || deadline.isOver()) {
          throw lost(e, deadline);
        }
      }
      pause(attempt, deadline);
      if (deadline.isOver()) {
        throw deadline.exceeded();
      }
    }
  }

  private static DicomWebException lost(IOException e, Deadline deadline) {
    return deadline.isOver()
        ? deadline.exceeded()
        : new DicomWebException("dicomweb.unreachable", "The DICOMweb service does not answer", e);
  }

  /** One POST, not repeated here but for a credential that has run out. */
  Answer post(
      String path,
      String accept,
      String contentType,
      Supplier<BodyPublisher> body,
      Deadline deadline)
      throws IOException {
    return authenticated(
        () ->
            HttpRequest.newBuilder(resolve(path))
                .header("Accept", accept)
                .header("Content-Type", contentType)
                .POST(body.get()),
        deadline);
  }

  /** One PUT, not repeated here but for a credential that has run out. */
  Answer put(
      String path,
      String accept,
      String contentType,
      Supplier<BodyPublisher> body,
      Deadline deadline)
      throws IOException {
    return authenticated(
        () ->
            HttpRequest.newBuilder(resolve(path))
                .header("Accept", accept)
                .header("Content-Type", contentType)
                .PUT(body.get()),
        deadline);
  }

  /** Sends, and once more where the service refused a credential that can be renewed. */
  private Answer authenticated(Supplier<HttpRequest.Builder> request, Deadline deadline)
      throws IOException {
    Optional<String> credential = config.authentication().header();
    Answer answer = send(request.get(), credential, deadline);
    if (answer.status() != 401 || credential.isEmpty()) {
      return answer;
    }
    Optional<String> renewed = config.authentication().renewed(credential.get());
    if (renewed.isEmpty()) {
      return answer;
    }
    answer.close();
    return send(request.get(), renewed, deadline);
  }

  private Answer send(HttpRequest.Builder request, Optional<String> credential, Deadline deadline)
      throws IOException {
    credential.ifPresent(value -> request.header("Authorization", value));
    request.header("Accept-Encoding", "identity");
    CallGate.Pass pass = config.gate().enter(deadline.leftAtMost(config.callTimeout()));
    boolean sent = false;
    try {
      // until the headers are there; bodies have time-outs of their own
      request.timeout(deadline.leftAtMost(config.idleTimeout().multipliedBy(4)));
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      InputStream guarded = new GuardedBody(response.body(), config.idleTimeout(), deadline);
      InputStream body = new PassedBody(guarded, pass);
      sent = true;
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          response.headers().allValues("Warning"),
          response.headers().firstValue("Location").orElse(""),
          new DecodedBody(body, response.headers().firstValue("Content-Encoding").orElse("")));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    } finally {
      if (!sent) {
        pass.close();
      }
    }
  }

  /** A server error that will not pass: the service can't encode the object as requested. */
  private static boolean isAboutSyntax(String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    return lower.contains("transfer syntax")
        || lower.contains("transfersyntax")
        || lower.contains("presentation context");
  }

  private void pause(int attempt, Deadline deadline) {
    long wait = config.firstWait().toMillis() << Math.min(10, attempt - 1);
    Duration bounded =
        deadline.leftAtMost(Duration.ofMillis(Math.min(LONGEST_WAIT.toMillis(), wait)));
    long millis = bounded.toMillis();
    try {
      Thread.sleep(millis / 2 + ThreadLocalRandom.current().nextLong(millis / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
