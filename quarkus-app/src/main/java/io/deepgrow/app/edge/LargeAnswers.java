package io.deepgrow.app.edge;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.protocol.ClientPaths;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * Lets so many answers that may be large be made at the same time: each takes a thread until the
 * client has read it, and clients that do not read would take them all.
 */
final class LargeAnswers {

  private static final Pattern FILES =
      Pattern.compile(
          "/api/v1/sessions/[^/]+/segments/[^/]+/mask/?"
              + "|/datastore/(image|label|dataset)|/(infer|v1|model|batch|logs)(/.*)?");

  private static final String ARCHIVE = "/dicom-web/";

  private final int most;
  private final int mostOfArchive;
  private final AtomicInteger files = new AtomicInteger();
  private final AtomicInteger archived = new AtomicInteger();

  /**
   * None on their way.
   *
   * @param archive whether this service is the archive itself, and not a proxy before it
   */
  LargeAnswers(EdgeConfig config, boolean archive) {
    this.most = config.largeAnswers();
    this.mostOfArchive = archive ? config.archiveAnswers() : Integer.MAX_VALUE;
  }

  /** Goes on with the request, unless its answer would be one too many. */
  void handle(RoutingContext context) {
    HttpMethod method = context.request().method();
    String path = ClientPaths.plain(context.normalizedPath());
    if (!HttpMethod.GET.equals(method) && !HttpMethod.POST.equals(method)) {
      context.next();
    } else if (FILES.matcher(path).matches()) {
      count(context, files, most);
    } else if (path.startsWith(ARCHIVE)) {
      count(context, archived, mostOfArchive);
    } else {
      context.next();
    }
  }

  private static void count(RoutingContext context, AtomicInteger open, int most) {
    if (open.incrementAndGet() > most) {
      open.decrementAndGet();
      new Refusal(
              ErrorCode.BUSY,
              "As many large answers as there is room for are on their way; send this again later")
          .answer(context);
      return;
    }
    context.addEndHandler(end -> open.decrementAndGet());
    context.next();
  }
}
