package io.deepgrow.dicomweb;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/**
 * HTTP requests to one origin: HTTP/1.1, no redirects; what may be repeated is, with growing waits.
 */
final class HttpCalls {

  private static final Set<Integer> PASSING = Set.of(408, 424, 429, 500, 502, 503, 504);
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

  /** An answer whose body is still to be read and closed. */
  record Answer(int status, String contentType, InputStream body) implements AutoCloseable {
    @Override
    public void close() {
      try {
        body.close();
      } catch (IOException e) {
        // what was needed has been read
      }
    }
  }

  private final DicomWebConfig config;
  private final HttpClient http;

  HttpCalls(DicomWebConfig config) {
    this.config = config;
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(config.connectTimeout());
    config.trust().ifPresent(builder::sslContext);
    this.http = builder.build();
  }

  /** A GET, tried again while it fails in a passing way. */
  Answer get(String path, String accept) {
    for (int attempt = 1; ; attempt++) {
      boolean last = attempt >= config.maxTries();
      try {
        Answer answer = send(request(path).header("Accept", accept).GET());
        if (!PASSING.contains(answer.status()) || last) {
          return answer;
        }
        answer.close();
      } catch (IOException e) {
        if (last) {
          throw new DicomWebException(
              "dicomweb.unreachable", "The DICOMweb service does not answer", e);
        }
      }
      pause(attempt);
    }
  }

  /** One POST, not repeated here. */
  Answer post(String path, String accept, String contentType, BodyPublisher body)
      throws IOException {
    return send(
        request(path).header("Accept", accept).header("Content-Type", contentType).POST(body));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(config.resolve(path));
    config.authentication().header().ifPresent(h -> builder.header("Authorization", h));
    // until the headers are there; bodies have an idle time-out of their own
    return builder.timeout(config.idleTimeout().multipliedBy(4));
  }

  private Answer send(HttpRequest.Builder request) throws IOException {
    try {
      HttpResponse<InputStream> response =
          http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      return new Answer(
          response.statusCode(),
          response.headers().firstValue("Content-Type").orElse(""),
          new IdleGuard(response.body(), config.idleTimeout()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  void pause(int attempt) {
    long wait = config.firstWait().toMillis() << Math.min(10, attempt - 1);
    long bounded = Math.min(LONGEST_WAIT.toMillis(), wait);
    try {
      Thread.sleep(bounded / 2 + ThreadLocalRandom.current().nextLong(bounded / 2 + 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
