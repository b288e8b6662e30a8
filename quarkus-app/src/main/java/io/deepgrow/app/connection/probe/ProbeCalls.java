package io.deepgrow.app.connection.probe;

import io.deepgrow.app.connection.AuthenticationKind;
import io.deepgrow.app.connection.Dialect;
import io.deepgrow.app.connection.PacsAccess;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.json.DicomJson;
import io.deepgrow.dicomweb.CallGate;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Searches whose answers are looked at closely: once each, with little patience. */
final class ProbeCalls {

  private static final int MOST_BYTES = 4 << 20;

  /**
   * An answer.
   *
   * @param date the Date header as it is; empty where there is none
   */
  record Reply(List<DicomObject> objects, String date) {
    Reply {
      objects = List.copyOf(objects);
    }
  }

  private final PacsAccess access;
  private final Duration timeout;
  private final HttpClient http;

  ProbeCalls(PacsAccess access, Duration timeout) {
    this.access = access;
    this.timeout = timeout;
    this.http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .sslContext(access.tls().context())
            .build();
  }

  /**
   * The data sets of an answer.
   *
   * @param what is done, as the end of "to …"
   * @throws StepFailedException with what to do
   */
  Reply get(URI root, String path, String what) {
    String base = root.toString().replaceAll("/+$", "");
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .header("Accept", "application/dicom+json")
            .timeout(timeout);
    access.authentication().header().ifPresent(value -> request.header("Authorization", value));
    try (CallGate.Pass pass = access.config().gate().enter(timeout)) {
      return read(root, what, request.build());
    }
  }

  private Reply read(URI root, String what, HttpRequest request) {
    CompletableFuture<HttpResponse<InputStream>> coming =
        http.sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
    CompletableFuture<byte[]> whole = coming.thenApplyAsync(answer -> bytes(answer.body()));
    try {
      byte[] body = whole.get(timeout.toMillis() * 2, TimeUnit.MILLISECONDS);
      HttpResponse<InputStream> answer = coming.join();
      int status = answer.statusCode();
      if (status != 200 && status != 204) {
        throw new StepFailedException(FailureWords.of(status, kind(), dialect(), what));
      }
      return new Reply(
          status == 204 ? List.of() : objects(body, what),
          answer.headers().firstValue("Date").orElse(""));
    } catch (ExecutionException e) {
      throw new StepFailedException(
          FailureWords.of(root, Optional.ofNullable(e.getCause()).orElse(e)));
    } catch (TimeoutException e) {
      whole.cancel(true);
      close(coming);
      throw new StepFailedException(FailureWords.of(root, e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StepFailedException("The service is stopping");
    }
  }

  /** Ends the reading of a body that trickles. */
  private static void close(CompletableFuture<HttpResponse<InputStream>> coming) {
    if (coming.isDone() && !coming.isCompletedExceptionally()) {
      try {
        coming.join().body().close();
      } catch (IOException e) {
        // it is over all the same
      }
    } else {
      coming.cancel(true);
    }
  }

  private static byte[] bytes(InputStream body) {
    try (body) {
      return body.readNBytes(MOST_BYTES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<DicomObject> objects(byte[] body, String what) {
    try {
      return body.length == 0
          ? List.of()
          : DicomJson.read(new ByteArrayInputStream(body), DicomLimits.standard());
    } catch (IOException | DicomException e) {
      throw new StepFailedException(
          "Something answers when asked to "
              + what
              + ", but not with DICOM JSON; it may be a web page: look at the root; "
              + dialect().root());
    }
  }

  private AuthenticationKind kind() {
    return Objects.requireNonNullElse(
        access.view().settings().authentication(), AuthenticationKind.NONE);
  }

  private Dialect dialect() {
    return Objects.requireNonNullElse(access.view().settings().dialect(), Dialect.GENERIC);
  }
}
