package io.deepgrow.app.pacs;

import io.vertx.core.http.HttpMethod;
import java.util.regex.Pattern;

/** The DICOMweb calls that a viewer makes; no other passes through. */
final class ViewerCalls {

  private static final String UID = "/[0-9.]{1,64}";
  private static final String STUDY = "/studies" + UID;
  private static final String SERIES = STUDY + "/series" + UID;
  private static final String INSTANCE = SERIES + "/instances" + UID;

  private static final Pattern READ =
      Pattern.compile(
          String.join(
              "|",
              "/studies|/series|/instances",
              STUDY + "(/series|/instances|/metadata)?",
              SERIES + "(/instances|/metadata|/rendered|/thumbnail)?",
              INSTANCE + "(/metadata|/rendered|/thumbnail|/frames/[0-9,]{1,2000}(/rendered)?)?",
              INSTANCE + "/bulkdata/[A-Za-z0-9/._-]{1,200}"));

  private static final Pattern STORE = Pattern.compile("/studies(" + UID + ")?");

  private ViewerCalls() {}

  /**
   * Whether a call goes through.
   *
   * @param path below the DICOMweb root
   */
  static boolean allowed(HttpMethod method, String path) {
    if (path.contains("..")) {
      return false;
    }
    if (HttpMethod.GET.equals(method)) {
      return READ.matcher(path).matches();
    }
    return HttpMethod.POST.equals(method) && STORE.matcher(path).matches();
  }
}
