package io.deepgrow.app.console;

import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.viewer.BasePath;
import io.deepgrow.app.viewer.ViewerConfig;
import io.deepgrow.release.Release;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Makes the frame of a page for whoever opens it. */
@ApplicationScoped
class Frames {

  /** The pages of the navigation, in its order. */
  enum Place {
    OVERVIEW("", "Overview", Role.OPERATOR),
    WORKLIST("/worklist", "Worklist", Role.ANNOTATOR, Role.OPERATOR),
    REVIEWS("/reviews", "Reviews", Role.ANNOTATOR),
    STUDIES("/studies", "Studies", Role.OPERATOR),
    SESSIONS("/sessions", "Sessions", Role.OPERATOR),
    RESULTS("/results", "Results", Role.OPERATOR),
    RULES("/routing/rules", "Routing rules", Role.OPERATOR),
    JOBS("/routing/jobs", "Jobs", Role.OPERATOR),
    WORKITEMS("/routing/workitems", "Work items", Role.OPERATOR),
    MODELS("/models", "Models", Role.OPERATOR),
    TRAINING("/training", "Training", Role.OPERATOR),
    CONNECTIONS("/connections", "Connections", Role.OPERATOR),
    PROJECTS("/projects", "Projects", Role.ADMIN),
    ACCOUNTS("/accounts", "Accounts", Role.ADMIN),
    AUDIT("/audit", "Audit", Role.AUDITOR),
    SETTINGS("/settings", "Settings", Role.OPERATOR);

    private final String path;
    private final String title;
    private final Role role;
    private final Role other;

    Place(String path, String title, Role role) {
      this(path, title, role, role);
    }

    Place(String path, String title, Role role, Role other) {
      this.path = path;
      this.title = title;
      this.role = role;
      this.other = other;
    }
  }

  private final CurrentCaller callers;
  private final String base;

  Frames(CurrentCaller callers, ViewerConfig viewer) {
    this.callers = callers;
    this.base = BasePath.of(viewer).value();
  }

  /** Where browsers see the service, with a slash at the end. */
  String base() {
    return base;
  }

  Frame of(Place place) {
    return of(place, "", "");
  }

  /** A page of a place after something was done, or could not be. */
  Frame of(Place place, String message, String problem) {
    return frame(place.title, place.path, message, problem);
  }

  /** A page below a place. */
  Frame below(Place place, String title, String message, String problem) {
    return frame(title, place.path, message, problem);
  }

  /** A page that is in no navigation. */
  Frame alone(String title, String message, String problem) {
    return frame(title, "none", message, problem);
  }

  private Frame frame(String title, String path, String message, String problem) {
    Caller caller = callers.get();
    Set<Role> roles = caller.roles();
    List<Frame.Place> places =
        Arrays.stream(Place.values())
            .filter(place -> roles.contains(place.role) || roles.contains(place.other))
            .map(place -> new Frame.Place(place.path, place.title, place.path.equals(path)))
            .toList();
    return new Frame(
        base, title, caller.displayName(), places, message, problem, Release.version());
  }
}
