package io.deepgrow.model.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** An answer whose bytes and time are bounded, the body's too. */
final class BoundedAnswer {

  private final int status;
  private final HttpHeaders headers;
  private final byte[] body;

  private BoundedAnswer(int status, HttpHeaders headers, byte[] body) {
    this.status = status;
    this.headers = headers;
    this.body = body;
  }

  /**
   * Sends a request and waits for all of the answer.
   *
   * @throws HttpTimeoutException when it is not all here in time
   * @throws IOException when it is longer than it may be, or breaks off
   */
  static BoundedAnswer of(HttpClient http, HttpRequest request, long mostBytes, Duration patience)
      throws IOException, InterruptedException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    CompletableFuture<HttpResponse<Void>> coming =
        http.sendAsync(
            request,
            BodyHandlers.ofByteArrayConsumer(
                piece -> piece.ifPresent(bytes -> add(bytes, body, mostBytes))));
    try {
      HttpResponse<Void> answer = coming.get(patience.toMillis(), TimeUnit.MILLISECONDS);
      return new BoundedAnswer(answer.statusCode(), answer.headers(), body.toByteArray());
    } catch (TimeoutException e) {
      coming.cancel(true);
      throw new HttpTimeoutException("Not all of the answer came in time");
    } catch (InterruptedException e) {
      coming.cancel(true);
      throw e;
    } catch (ExecutionException e) {
      throw e.getCause() instanceof IOException cause ? cause : new IOException(e.getCause());
    }
  }

  private static void add(byte[] bytes, ByteArrayOutputStream body, long mostBytes) {
    if (body.size() + (long) bytes.length > mostBytes) {
      throw new IllegalStateException("The answer has more than " + mostBytes + " bytes");
    }
    body.writeBytes(bytes);
  }

  int status() {
    return status;
  }

  /** A header's number, −1 without it. */
  long number(String header) {
    return headers.firstValueAsLong(header).orElse(-1);
  }

  /** The body itself. */
  byte[] body() {
    return body;
  }
}
