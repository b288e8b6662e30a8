package io.deepgrow.app.console;

import io.deepgrow.app.account.AccountView;
import io.deepgrow.app.account.Accounts;
import io.deepgrow.app.account.Keys;
import io.deepgrow.app.caller.Caller;
import io.deepgrow.app.caller.Role;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Makes the page of one account, which several forms come back to. */
@ApplicationScoped
class AccountSheets {

  /**
   * An account with all that is shown of it.
   *
   * @param all roles that there are
   * @param newKey the text of a key that has just been made; else empty
   */
  record Sheet(
      AccountView account,
      List<RoleRow> roles,
      List<KeyRow> keys,
      List<Places.Place> places,
      List<Role> all,
      String newKey) {

    /** Where the forms for its keys go. */
    public String keysAt(Frame frame) {
      return frame.base() + "console/accounts/" + account.id() + "/keys";
    }

    /** Whether it has, or may get, a password here. */
    public boolean hasPassword() {
      return account.kind() == Caller.Kind.PERSON && !account.signIn().equals("IDENTITY_PROVIDER");
    }
  }

  /** The page. */
  @CheckedTemplate(basePath = "console")
  static final class Pages {
    private Pages() {}

    static native TemplateInstance account(Frame frame, Sheet sheet);
  }

  private final Frames frames;
  private final Accounts accounts;
  private final Keys keys;
  private final Places places;
  private final Clock clock;

  AccountSheets(Frames frames, Accounts accounts, Keys keys, Places places, Clock clock) {
    this.frames = frames;
    this.accounts = accounts;
    this.keys = keys;
    this.places = places;
    this.clock = clock;
  }

  /** The page of an account; {@code account.not_found}. */
  TemplateInstance page(UUID id, String message, String problem) {
    return page(id, message, problem, "");
  }

  /** The page that shows a key, this once. */
  TemplateInstance withKey(UUID id, String key) {
    return page(id, "", "", key);
  }

  private TemplateInstance page(UUID id, String message, String problem, String newKey) {
    AccountView account = accounts.get(id);
    List<Places.Place> all = places.all();
    Sheet sheet =
        new Sheet(
            account,
            RoleRow.of(account.grants(), all),
            KeyRow.of(keys.list(id), clock.instant()),
            all,
            List.of(Role.values()),
            newKey);
    return Pages.account(
        frames.below(Frames.Place.ACCOUNTS, account.displayName(), message, problem), sheet);
  }

  /** Where the page is, saying what was done. */
  URI at(UUID id, Done done) {
    return URI.create(frames.base() + "console/accounts/" + id + done.query());
  }
}
