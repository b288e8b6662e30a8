package io.deepgrow.app.routing.workitem.performer;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.ConnectionSettings;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.job.order.ActionCheck;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.regex.Pattern;

/** Whether settings of a performer can hold. */
@ApplicationScoped
class PerformerCheck {

  private static final Pattern AE = Pattern.compile("[\\x21-\\x5B\\x5D-\\x7E]{1,16}");
  private static final Pattern CODE =
      Pattern.compile("[^\\p{Cntrl}^]{1,64}\\^[^\\p{Cntrl}^]{1,16}");
  private static final Pattern LABEL = Pattern.compile("[^\\p{Cntrl}\\\\]{1,64}");
  private static final int MOST = 50;
  private static final int MOST_AT_ONCE = 100;
  private static final int LONGEST_URL = 500;

  private final Connections connections;
  private final ActionCheck actions;

  PerformerCheck(Connections connections, ActionCheck actions) {
    this.connections = connections;
    this.actions = actions;
  }

  /**
   * Refuses settings that can't hold.
   *
   * @throws ApiException {@code request.malformed}, and what is thrown for an action that can't be
   *     done
   */
  void require(ConnectionId connection, PerformerSettings settings) {
    require(
        settings.aeTitle() != null && AE.matcher(settings.aeTitle()).matches(),
        "aeTitle is 1 to 16 characters without blanks");
    require(
        settings.atOnce() >= 1 && settings.atOnce() <= MOST_AT_ONCE,
        "atOnce is 1 to " + MOST_AT_ONCE);
    codes("stations", settings.stations(), CODE, "value^scheme, such as DEEPGROW^99DEEPGROW");
    codes("codes", settings.codes(), CODE, "value^scheme, such as SEGMENT^99DEEPGROW");
    codes("labels", settings.labels(), LABEL, "text of at most 64 characters");
    require(settings.archives().size() <= MOST, "archives has at most " + MOST + " AE titles");
    settings
        .archives()
        .forEach(
            (ae, name) -> {
              require(AE.matcher(ae).matches(), "archives has AE titles of 1 to 16 characters");
              connections.source(name);
            });
    root(connection, settings);
    if (settings.action() != null) {
      require(settings.action() instanceof Segment, "action is a SEGMENT");
      actions.require(settings.action());
    }
    if (settings.enabled()) {
      require(settings.action() != null, "action is missing: name the structures that we mark");
      require(
          !(settings.stations().isEmpty()
              && settings.labels().isEmpty()
              && settings.codes().isEmpty()),
          "stations, labels or codes is needed, so that nobody else's items are taken");
    }
  }

  /** The credentials of a connection go to its own hosts alone. */
  private void root(ConnectionId connection, PerformerSettings settings) {
    String root = settings.root();
    if (root == null) {
      return;
    }
    ConnectionSettings own = connections.view(connection).settings();
    require(
        root.length() <= LONGEST_URL
            && (isAt(root, own.root())
                || isAt(root, own.searchRoot())
                || isAt(root, own.storeRoot())),
        "root is a URL on the host of the connection, such as that of dcm4chee's WORKLIST:"
            + " https://HOST/dcm4chee-arc/aets/WORKLIST/rs");
  }

  private static boolean isAt(String root, @org.jspecify.annotations.Nullable String other) {
    if (other == null || other.isEmpty()) {
      return false;
    }
    try {
      URI one = new URI(root);
      URI two = new URI(other);
      return one.getScheme() != null
          && one.getScheme().equals(two.getScheme())
          && one.getRawAuthority() != null
          && one.getRawAuthority().equals(two.getRawAuthority())
          && one.getRawQuery() == null
          && one.getRawFragment() == null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static void codes(String name, List<String> values, Pattern pattern, String form) {
    require(
        values.size() <= MOST && values.stream().allMatch(v -> pattern.matcher(v).matches()),
        name + " is a list of at most " + MOST + ", each a " + form);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ApiException(ErrorCode.BAD_REQUEST, otherwise);
    }
  }
}
