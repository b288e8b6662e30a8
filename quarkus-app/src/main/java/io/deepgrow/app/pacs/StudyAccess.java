package io.deepgrow.app.pacs;

import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.compat.protocol.ClientPaths;
import io.deepgrow.app.edge.Refusal;
import io.deepgrow.app.security.Identities;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps DICOMweb callers who have roles in projects only to the studies of these: a study is asked
 * for by its UID, and of a search they get what is theirs. They store nothing by this way.
 */
@ApplicationScoped
class StudyAccess {

  /** After it is known who calls, before anything is answered. */
  private static final int ORDER = 145;

  private static final String ROOT = "/dicom-web";
  private static final Pattern STUDY = Pattern.compile("/studies/([0-9.]{1,64})(/.*)?");

  private final AccessPolicy access;
  private final DicomWebRoutes routes;

  StudyAccess(AccessPolicy access, DicomWebRoutes routes) {
    this.access = access;
    this.routes = routes;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, ORDER);
  }

  private void check(RoutingContext context) {
    Caller caller = Identities.caller(context);
    String path = ClientPaths.plain(context.normalizedPath());
    if (caller == null || !path.startsWith(ROOT) || caller.hasEverywhere(Role.VIEWER)) {
      context.next();
      return;
    }
    context
        .vertx()
        .executeBlocking(() -> access.studies(caller, Role.VIEWER).orElse(Set.of()), false)
        .onSuccess(mine -> decide(context, caller, path.substring(ROOT.length()), mine))
        .onFailure(context::fail);
  }

  private void decide(RoutingContext context, Caller caller, String path, Set<String> mine) {
    HttpMethod method = context.request().method();
    boolean reads = HttpMethod.GET.equals(method) && ViewerCalls.allowed(method, path);
    Matcher study = STUDY.matcher(path);
    if (reads && study.matches() && mine.contains(study.group(1))) {
      context.next();
    } else if (reads && !study.matches()) {
      routes.search(context, path, new StudyFilter(mine));
    } else {
      new Refusal(ErrorCode.FORBIDDEN, AccessPolicy.refusal(caller, Role.VIEWER)).answer(context);
    }
  }
}
