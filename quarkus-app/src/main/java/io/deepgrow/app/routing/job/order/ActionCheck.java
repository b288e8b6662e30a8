package io.deepgrow.app.routing.job.order;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.Projects;
import io.deepgrow.app.account.AccountLookup;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.model.ModelService;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.action.Notify;
import io.deepgrow.app.routing.action.Seed;
import io.deepgrow.app.routing.action.Segment;
import io.deepgrow.app.routing.action.Send;
import io.deepgrow.app.routing.job.JobOrders;
import io.deepgrow.app.segment.SegmentService;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Whether an action can be done at all, as far as that can be told before. */
@ApplicationScoped
public class ActionCheck {

  private static final int MOST_TARGETS = 20;
  private static final int MOST_HOURS = 8760;
  private static final int MOST_DAYS = 36_500;

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
    if (action instanceof Segment segment) {
      segment(segment);
    } else if (action instanceof Assign assign) {
      assign(assign);
    } else if (action instanceof Send send) {
      send(send);
    } else if (action instanceof Notify notify) {
      require(
          receivers.receivers().containsKey(notify.receiver()),
          "No receiver '" + notify.receiver() + "' is configured (deepgrow.routing.receivers)");
    }
  }

  private void segment(Segment action) {
    List<Segment.Target> targets = action.targets();
    require(
        !targets.isEmpty() && targets.size() <= MOST_TARGETS,
        "targets are 1 to " + MOST_TARGETS + " structures");
    require(
        targets.stream().map(Segment.Target::structure).distinct().count() == targets.size(),
        "targets name each structure once");
    require(isShare(action.minConfidence()), "minConfidence is a number from 0 to 1");
    targets.forEach(
        target -> {
          segments.code(target.structure());
          seed(target.seed());
        });
    if (action.model() != null) {
      models.require(action.model());
    }
    Assign otherwise = action.otherwise();
    if (otherwise != null) {
      assign(otherwise);
    }
  }

  private static void seed(Seed seed) {
    if (seed instanceof Seed.Body at) {
      require(
          isShare(at.left()) && isShare(at.back()) && isShare(at.head()),
          "left, back and head are numbers from 0 to 1");
    } else if (seed instanceof Seed.Patient at) {
      require(
          Double.isFinite(at.x()) && Double.isFinite(at.y()) && Double.isFinite(at.z()),
          "x, y and z are finite numbers, in mm");
    } else if (seed instanceof Seed.Prior prior) {
      require(
          prior.maxAgeDays() >= 0 && prior.maxAgeDays() <= MOST_DAYS,
          "maxAgeDays is 0 to " + MOST_DAYS);
    }
  }

  private static boolean isShare(double value) {
    return value >= 0 && value <= 1;
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
    Integer hours = action.dueInHours();
    require(
        hours == null || (hours >= 1 && hours <= MOST_HOURS), "dueInHours is 1 to " + MOST_HOURS);
    require(
        action.priority() >= 1 && action.priority() <= JobOrders.AT_ONCE,
        "priority is 1 (can wait) to 9 (at once)");
  }

  private void send(Send action) {
    require(!action.connections().isEmpty(), "connections names at least one PACS");
    action.connections().forEach(name -> connections.target(name, ConnectionId.DEFAULT));
  }

  private static void require(boolean holds, String otherwise) {
    if (!holds) {
      throw new ApiException(ErrorCode.JOB_ACTION, otherwise);
    }
  }
}
