package io.deepgrow.app.pacs;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.access.StudyScope;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.compat.protocol.ClientPaths;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.edge.Refusal;
import io.deepgrow.app.security.Identities;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Keeps DICOMweb callers who have roles in projects only to the studies of these: a study is asked
 * for by its UID, and of a search they get what is theirs. They store nothing by this way. Who has
 * a role for the PACS may what others may, as far as they have the role for it there.
 */
@ApplicationScoped
class StudyAccess {

  /** After it is known who calls, before anything is answered. */
  private static final int ORDER = 145;

  private static final String ROOT = "/dicom-web";
  private static final Pattern STUDY = Pattern.compile("/studies/([0-9.]{1,64})(/.*)?");

  private final AccessPolicy access;
  private final Connections connections;
  private final DicomWebRoutes routes;

  StudyAccess(AccessPolicy access, Connections connections, DicomWebRoutes routes) {
    this.access = access;
    this.connections = connections;
    this.routes = routes;
  }

  void register(@Observes Filters filters) {
    filters.register(this::check, ORDER);
  }

  private void check(RoutingContext context) {
    Caller caller = Identities.caller(context);
    String path = ClientPaths.plain(context.normalizedPath());
    Role role = role(context.request().method());
    if (caller == null || !path.startsWith(ROOT) || caller.hasEverywhere(role)) {
      context.next();
      return;
    }
    DicomWebRoutes.Place place = DicomWebRoutes.Place.of(path.substring(ROOT.length()));
    context
        .vertx()
        .executeBlocking(() -> seen(caller, role, place), false)
        .onSuccess(
            mine -> {
              if (mine.isPresent()) {
                decide(context, caller, place, mine.get());
              } else {
                context.next();
              }
            })
        .onFailure(failure -> fail(context, failure));
  }

  /** The studies of a PACS that a caller may see; empty for all. */
  private Optional<Set<String>> seen(Caller caller, Role role, DicomWebRoutes.Place place) {
    StudyScope scope = access.scope(caller, role).orElseThrow();
    return scope.hasAll(connections.id(place.connection()))
        ? Optional.empty()
        : Optional.of(scope.studies());
  }

  private static void fail(RoutingContext context, Throwable failure) {
    if (failure instanceof ApiException refused) {
      new Refusal(refused.code(), String.valueOf(refused.getMessage())).answer(context);
    } else {
      context.fail(failure);
    }
  }

  /** What a call needs in the studies that it is about. */
  private static Role role(HttpMethod method) {
    return HttpMethod.GET.equals(method) || HttpMethod.HEAD.equals(method)
        ? Role.VIEWER
        : Role.ANNOTATOR;
  }

  private void decide(
      RoutingContext context, Caller caller, DicomWebRoutes.Place place, Set<String> mine) {
    String path = place.path();
    HttpMethod method = context.request().method();
    boolean reads = HttpMethod.GET.equals(method) && ViewerCalls.allowed(method, path);
    Matcher study = STUDY.matcher(path);
    if (reads && study.matches() && mine.contains(study.group(1))) {
      context.next();
    } else if (reads && !study.matches()) {
      routes.search(context, place, new StudyFilter(mine));
    } else {
      new Refusal(ErrorCode.FORBIDDEN, AccessPolicy.refusal(caller, role(method))).answer(context);
    }
  }
}
