package io.deepgrow.app.console;

import io.deepgrow.app.Problem;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows what a page could not do as a page, with the way back, to whoever reads HTML. */
final class ProblemPage {

  private static final String HTML = MediaType.TEXT_HTML + ";charset=UTF-8";

  @CheckedTemplate(basePath = "console")
  static class Pages {

    private Pages() {}

    static native TemplateInstance problem(Frame frame, Problem problem);
  }

  private final Frames frames;

  ProblemPage(Frames frames) {
    this.frames = frames;
  }

  @ServerResponseFilter
  void show(ContainerRequestContext request, ContainerResponseContext response) {
    if (response.getEntity() instanceof Problem problem && isOfPage(request)) {
      Frame frame = frames.alone(problem.title(), "", "");
      response.setEntity(Pages.problem(frame, problem).render(), null, MediaType.valueOf(HTML));
      PageHeaders.set(response);
    }
  }

  private static boolean isOfPage(ContainerRequestContext request) {
    String accept = request.getHeaderString(HttpHeaders.ACCEPT);
    String path = request.getUriInfo().getPath();
    return accept != null
        && accept.contains(MediaType.TEXT_HTML)
        && (path.equals("/console") || path.startsWith("/console/"));
  }
}
