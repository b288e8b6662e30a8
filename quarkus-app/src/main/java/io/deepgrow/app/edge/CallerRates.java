package io.deepgrow.app.edge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.deepgrow.app.compat.protocol.ClientPaths;
import io.vertx.core.http.HttpMethod;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;

/**
 * How often one caller may do what costs others something: a bucket each of clicks, of uploads and
 * of DICOMweb calls, which holds ten seconds' worth and is filled again at its rate.
 */
final class CallerRates {

  /** What costs. */
  enum Cost {
    CLICK,
    UPLOAD,
    DICOM_WEB
  }

  private static final int SECONDS_HELD = 10;
  private static final int MOST_CALLERS = 10_000;
  private static final Duration FORGOTTEN = Duration.ofMinutes(10);
  private static final Pattern CLICK =
      Pattern.compile(
          "/api/v1/sessions/[^/]+/segments/[^/]+/(clicks|edits|undo|redo)(/[^/]+)?"
              + "|/infer/.*|/v1/(inference|deepgrow|segmentation|dextr3d)");
  private static final Pattern UPLOAD = Pattern.compile("/session|/datastore(/.*)?");

  private final EdgeConfig config;
  private final LongSupplier nanos;
  private final Cache<String, Bucket> buckets =
      Caffeine.newBuilder().maximumSize(MOST_CALLERS).expireAfterAccess(FORGOTTEN).build();

  /**
   * The rates of a configuration.
   *
   * @param nanos a clock, from any beginning
   */
  CallerRates(EdgeConfig config, LongSupplier nanos) {
    this.config = config;
    this.nanos = nanos;
  }

  /** What a request costs, if anything. */
  static Optional<Cost> cost(HttpMethod method, String path) {
    String plain = ClientPaths.plain(path);
    boolean stores = HttpMethod.POST.equals(method) || HttpMethod.PUT.equals(method);
    boolean reads = HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method);
    if (plain.startsWith("/dicom-web/") && (reads || stores)) {
      return Optional.of(reads ? Cost.DICOM_WEB : Cost.UPLOAD);
    }
    if (!stores && !HttpMethod.DELETE.equals(method)) {
      return Optional.empty();
    }
    if (CLICK.matcher(plain).matches()) {
      return Optional.of(Cost.CLICK);
    }
    return UPLOAD.matcher(plain).matches() ? Optional.of(Cost.UPLOAD) : Optional.empty();
  }

  /** Whether a caller may do this now; if so, it counts. */
  boolean take(String caller, Cost cost) {
    double rate =
        switch (cost) {
          case CLICK -> config.clicksASecond();
          case UPLOAD -> config.uploadsASecond();
          case DICOM_WEB -> config.dicomWebCallsASecond();
        };
    return buckets
        .get(cost + " " + caller, key -> new Bucket(rate * SECONDS_HELD, nanos.getAsLong()))
        .take(rate, nanos.getAsLong());
  }

  /** What is left of one caller's ten seconds. */
  private static final class Bucket {

    private double left;
    private long filled;

    Bucket(double left, long filled) {
      this.left = left;
      this.filled = filled;
    }

    synchronized boolean take(double rate, long now) {
      left = Math.min(rate * SECONDS_HELD, left + (now - filled) * 1e-9 * rate);
      filled = now;
      if (left < 1) {
        return false;
      }
      left--;
      return true;
    }
  }
}
