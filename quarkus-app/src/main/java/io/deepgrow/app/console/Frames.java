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
import java.util.Locale;
import java.util.Set;

/** Makes the frame of a page for whoever opens it. */
@ApplicationScoped
class Frames {

  /** What pages of the navigation are about, in its order. */
  enum Section {
    FIRST(""),
    WORK("Work"),
    ROUTING("Routing"),
    MODELS("Models"),
    SITE("Site");

    private final String title;

    Section(String title) {
      this.title = title;
    }
  }

  /** The pages of the navigation, in its order. */
  enum Place {
    OVERVIEW(Section.FIRST, "", "Overview", Role.OPERATOR),
    WORKLIST(Section.WORK, "/worklist", "Worklist", Role.ANNOTATOR, Role.OPERATOR),
    REVIEWS(Section.WORK, "/reviews", "Reviews", Role.ANNOTATOR),
    SESSIONS(Section.WORK, "/sessions", "Sessions", Role.OPERATOR),
    RESULTS(Section.WORK, "/results", "Results", Role.OPERATOR),
    STUDIES(Section.ROUTING, "/studies", "Studies", Role.OPERATOR),
    RULES(Section.ROUTING, "/routing/rules", "Routing rules", Role.OPERATOR),
    JOBS(Section.ROUTING, "/routing/jobs", "Jobs", Role.OPERATOR),
    WORKITEMS(Section.ROUTING, "/routing/workitems", "Work items", Role.OPERATOR),
    MODELS(Section.MODELS, "/models", "Models", Role.OPERATOR),
    TRAINING(Section.MODELS, "/training", "Training", Role.OPERATOR),
    CONNECTIONS(Section.SITE, "/connections", "Connections", Role.OPERATOR),
    PROJECTS(Section.SITE, "/projects", "Projects", Role.ADMIN),
    ACCOUNTS(Section.SITE, "/accounts", "Accounts", Role.ADMIN),
    AUDIT(Section.SITE, "/audit", "Audit", Role.AUDITOR),
    SETTINGS(Section.SITE, "/settings", "Settings", Role.OPERATOR);

    private final Section section;
    private final String path;
    private final String title;
    private final Role role;
    private final Role other;

    Place(Section section, String path, String title, Role role) {
      this(section, path, title, role, role);
    }

    Place(Section section, String path, String title, Role role, Role other) {
      this.section = section;
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
    List<Frame.Group> groups =
        Arrays.stream(Section.values())
            .map(section -> group(section, caller.roles(), path))
            .filter(group -> !group.places().isEmpty())
            .toList();
    return new Frame(
        base, title, caller.displayName(), groups, message, problem, Release.version());
  }

  private static Frame.Group group(Section section, Set<Role> roles, String path) {
    List<Frame.Place> places =
        Arrays.stream(Place.values())
            .filter(place -> place.section == section)
            .filter(place -> roles.contains(place.role) || roles.contains(place.other))
            .map(place -> new Frame.Place(place.path, place.title, place.path.equals(path)))
            .toList();
    return new Frame.Group(section.name().toLowerCase(Locale.ROOT), section.title, places);
  }
}
