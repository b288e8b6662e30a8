package io.deepgrow.app.console;

import io.deepgrow.app.account.Accounts;
import io.deepgrow.app.admin.WhoAmI;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Makes the page of who opens it. */
@ApplicationScoped
class MeSheets {

  /**
   * Somebody with all that is shown of them.
   *
   * @param person whether they signed in, and have keys
   * @param password whether they signed in with a password of ours
   * @param newKey the text of a key that has just been made; else empty
   */
  record Sheet(
      WhoAmI.Me me,
      boolean person,
      boolean password,
      List<KeyRow> keys,
      List<Role> mine,
      String newKey) {

    /** Where the forms for the keys go. */
    public String keysAt(Frame frame) {
      return frame.base() + "console/me/keys";
    }

    /** What a role lets somebody do besides, by the roles that it holds. */
    public String holds(WhoAmI.Permission permission) {
      String others =
          permission.includes().stream()
              .filter(role -> role != permission.role())
              .sorted()
              .map(Role::name)
              .collect(Collectors.joining(", "));
      return others.isEmpty() ? "none" : others;
    }
  }

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance me(Frame frame, Sheet sheet);
  }

  private final Frames frames;
  private final WhoAmI who;
  private final Accounts accounts;
  private final CurrentCaller callers;
  private final Clock clock;

  MeSheets(Frames frames, WhoAmI who, Accounts accounts, CurrentCaller callers, Clock clock) {
    this.frames = frames;
    this.who = who;
    this.accounts = accounts;
    this.callers = callers;
    this.clock = clock;
  }

  /** The account of the caller; {@code security.forbidden} where there is none. */
  UUID person() {
    return who.person();
  }

  TemplateInstance page(String message, String problem) {
    return page(message, problem, "");
  }

  /** The page with what was wrong. */
  TemplateInstance refused(String problem) {
    return page("", problem, "");
  }

  /** The page that shows a key, this once. */
  TemplateInstance withKey(String key) {
    return page("", "", key);
  }

  private TemplateInstance page(String message, String problem, String newKey) {
    Caller caller = callers.get();
    UUID id = caller.id();
    boolean person = id != null && caller.kind() == Caller.Kind.PERSON;
    Sheet sheet =
        new Sheet(
            who.me(),
            person,
            person && accounts.get(who.person()).signIn().equals("PASSWORD"),
            person ? KeyRow.of(who.keys(), clock.instant()) : List.of(),
            caller.roles().stream().sorted().toList(),
            newKey);
    return Pages.me(frames.alone("Who I am", message, problem), sheet);
  }

  /** Where the page is, saying what was done. */
  URI at(Done done) {
    return URI.create(frames.base() + "console/me" + done.query());
  }
}
