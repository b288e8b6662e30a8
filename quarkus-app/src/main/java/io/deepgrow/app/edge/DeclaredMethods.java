package io.deepgrow.app.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.compat.protocol.ClientPaths;
import io.deepgrow.app.viewer.ViewerPath;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.smallrye.openapi.runtime.OpenApiDocumentService;
import io.smallrye.openapi.runtime.io.Format;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * The methods of every path, as the OpenAPI document declares them: a path tells them when it is
 * asked with OPTIONS, and any other is answered 405 with those that there are.
 */
@ApplicationScoped
class DeclaredMethods {

  private static final String DOCUMENT = "<default>";
  private static final SortedSet<String> READ = allow(List.of("GET"));

  /** A path with its placeholders, and the methods that it has. */
  private record Path(Pattern pattern, int placeholders, SortedSet<String> methods) {}

  private final OpenApiDocumentService documents;
  private volatile List<Path> paths = List.of();

  DeclaredMethods(OpenApiDocumentService documents) {
    this.documents = documents;
  }

  /** Reads the document before the first request, which would wait for it. */
  void begin(@Observes StartupEvent event) {
    paths();
  }

  /** Answers OPTIONS and undeclared methods of known paths; leaves everything else to others. */
  void handle(RoutingContext context) {
    HttpMethod method = context.request().method();
    Optional<SortedSet<String>> declared = of(context.normalizedPath());
    boolean options = HttpMethod.OPTIONS.equals(method);
    if (declared.isEmpty() || (!options && declared.get().contains(method.name()))) {
      context.next();
      return;
    }
    String allow = String.join(", ", declared.get());
    context.response().putHeader("Allow", allow);
    if (options) {
      context.response().setStatusCode(200).end();
    } else {
      new Refusal(ErrorCode.METHOD_NOT_ALLOWED, "The methods of this path are " + allow)
          .answer(context);
    }
  }

  /** The methods of a path; empty when there is no such path. */
  Optional<SortedSet<String>> of(String path) {
    if (ViewerPath.of(path) != ViewerPath.API || path.startsWith("/q/")) {
      return Optional.of(READ);
    }
    String plain = ClientPaths.plain(path);
    return paths().stream()
        .filter(p -> p.pattern().matcher(plain).matches())
        .findFirst()
        .map(Path::methods);
  }

  private List<Path> paths() {
    if (paths.isEmpty()) {
      paths = read(documents.getDocument(DOCUMENT, Format.JSON));
    }
    return paths;
  }

  private static List<Path> read(byte[] document) {
    try {
      List<Path> all = new ArrayList<>();
      JsonNode declared = new ObjectMapper().readTree(document).path("paths");
      for (Map.Entry<String, JsonNode> path : declared.properties()) {
        List<String> methods = new ArrayList<>();
        path.getValue().fieldNames().forEachRemaining(m -> methods.add(m.toUpperCase(Locale.ROOT)));
        String[] pieces = path.getKey().split("\\{[^}]+\\}", -1);
        StringBuilder pattern = new StringBuilder(Pattern.quote(pieces[0]));
        for (int n = 1; n < pieces.length; n++) {
          pattern.append("[^/]+").append(Pattern.quote(pieces[n]));
        }
        all.add(new Path(Pattern.compile(pattern.toString()), pieces.length, allow(methods)));
      }
      all.sort(Comparator.comparingInt(Path::placeholders));
      return List.copyOf(all);
    } catch (IOException e) {
      throw new UncheckedIOException("The OpenAPI document can't be read", e);
    }
  }

  private static SortedSet<String> allow(List<String> methods) {
    SortedSet<String> all = new TreeSet<>(methods);
    if (all.contains("GET")) {
      all.add("HEAD");
    }
    all.add("OPTIONS");
    return all;
  }
}
