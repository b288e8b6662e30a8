package io.deepgrow.app.routing.job.order;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.account.AccountLookup;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.ActionBounds;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.action.Notify;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.action.Send;
import io.deepgrow.app.segment.SegmentService;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether an action can be done at all, as far as that can be told before. */
@ApplicationScoped
public class ActionCheck {

  private final SegmentService segments;
  private final ModelService models;
  private final Connections connections;
  private final Projects projects;
  private final AccountLookup accounts;
  private final Receivers receivers;

  ActionCheck(
      SegmentService segments,
      ModelService models,
      Connections connections,
      Projects projects,
      AccountLookup accounts,
      Receivers receivers) {
    this.segments = segments;
    this.models = models;
    this.connections = connections;
    this.projects = projects;
    this.accounts = accounts;
    this.receivers = receivers;
  }

  /**
   * Refuses an action that can never be done.
   *
   * @throws ApiException {@code routing.action_unusable}, {@code structure.unknown}, {@code
   *     model.not_found}, {@code connection.not_found}, {@code connection.role}, {@code
   *     connection.disabled}, {@code account.not_found}
   */
  public void require(Action action) {
    ActionBounds.require(
        action, "action", (path, problem) -> unusable(path.replace("action.", "") + " " + problem));
    if (action instanceof Segment segment) {
      segment(segment);
    } else if (action instanceof Assign assign) {
      assign(assign);
    } else if (action instanceof Send send) {
      send.connections().forEach(name -> connections.target(name, ConnectionId.DEFAULT));
    } else if (action instanceof Notify notify) {
      require(
          receivers.receivers().containsKey(notify.receiver()),
          "No receiver '" + notify.receiver() + "' is configured (deepgrow.routing.receivers)");
    }
  }

  private void segment(Segment action) {
    action.targets().forEach(target -> segments.code(target.structure()));
    if (action.model() != null) {
      models.require(action.model());
    }
    Assign otherwise = action.otherwise();
    if (otherwise != null) {
      assign(otherwise);
    }
  }

  private void assign(Assign action) {
    String project = action.project();
    String account = action.account();
    require(
        project == null || projects.list().stream().anyMatch(p -> p.name().equals(project)),
        "There is no project '" + project + "'");
    if (account != null) {
      accounts.find(account);
    }
    action.structures().forEach(segments::code);
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw unusable(otherwise);
    }
  }

  private static ApiException unusable(String why) {
    return new ApiException(ErrorCode.JOB_ACTION, why);
  }
}
