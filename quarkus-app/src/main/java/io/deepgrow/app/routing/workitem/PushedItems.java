package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.workitem.performer.ItemPlan;
import io.deepgrow.app.routing.workitem.performer.ItemPlans;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.workitem.PerformedWork;
import io.deepgrow.dicomweb.workitem.Workitem;
import io.deepgrow.dicomweb.workitem.WorkitemDocument;
import io.deepgrow.dicomweb.workitem.WorkitemState;
import io.deepgrow.seg.SegClasses;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Work items that requesters send to us instead of putting them on a worklist. */
@ApplicationScoped
class PushedItems {

  private final NewItems items;
  private final Workitems all;
  private final WorkitemSearch search;
  private final ItemRows rows;
  private final ItemPlans plans;
  private final AccessPolicy access;

  PushedItems(
      NewItems items,
      Workitems all,
      WorkitemSearch search,
      ItemRows rows,
      ItemPlans plans,
      AccessPolicy access) {
    this.items = items;
    this.all = all;
    this.search = search;
    this.rows = rows;
    this.plans = plans;
    this.access = access;
  }

  /**
   * Creates an item.
   *
   * @param requested its UID; null for one of ours
   * @return its UID
   * @throws ApiException {@code routing.workitem_unusable}, {@code routing.workitem_exists}, {@code
   *     security.forbidden}
   */
  String create(byte[] body, @Nullable String requested) {
    String uid = requested == null ? NewItems.uid(UUID.randomUUID()) : checked(requested);
    ItemPlan plan = plans.pushed(read(body, uid));
    if (plan.action() == null) {
      throw unusable(plan.problem());
    }
    requireAccess(plan.source(), plan.studyUid());
    if (!items.add(new NewItem(ItemOrigin.PUSHED, ConnectionId.DEFAULT, uid, plan))) {
      throw new ApiException(ErrorCode.WORKITEM_EXISTS, "The UPS already exists: " + uid);
    }
    return uid;
  }

  private static String checked(String uid) {
    try {
      return new SopInstanceUid(uid).value();
    } catch (DicomException e) {
      throw unusable("workitem is a UID");
    }
  }

  private static Workitem read(byte[] body, String uid) {
    try {
      return WorkitemDocument.read(body, uid, DicomLimits.standard());
    } catch (DicomException e) {
      throw unusable("The body is no DICOM JSON");
    } catch (IllegalArgumentException e) {
      throw unusable(String.valueOf(e.getMessage()));
    }
  }

  private static ApiException unusable(String why) {
    return new ApiException(ErrorCode.WORKITEM_UNUSABLE, why);
  }

  private void requireAccess(ConnectionId source, String study) {
    if (!access.mayIn(source, study, Role.OPERATOR)) {
      access.requireStudy(source, study, Role.SERVICE);
    }
  }

  private WorkitemView require(String uid) {
    WorkitemView item =
        QuarkusTransaction.requiringNew()
            .call(() -> rows.pushed(uid))
            .flatMap(search::row)
            .orElseThrow(() -> Workitems.unknown(uid));
    requireAccess(item.source(), item.studyUid());
    return item;
  }

  /**
   * An item as DICOM JSON.
   *
   * @throws ApiException {@code routing.workitem_not_found}, {@code security.forbidden}
   */
  byte[] get(String uid) {
    WorkitemView item = require(uid);
    return WorkitemDocument.write(
        uid, state(item.state()), item.progress(), item.reason(), work(item));
  }

  /** A job that is on its way is in progress; what has ended is told at once. */
  private static WorkitemState state(ItemState state) {
    return switch (state) {
      case CLAIMING -> WorkitemState.SCHEDULED;
      case WORKING -> WorkitemState.IN_PROGRESS;
      case COMPLETING, COMPLETED -> WorkitemState.COMPLETED;
      case CANCELLING, CANCELLED, LOST -> WorkitemState.CANCELED;
    };
  }

  private static Optional<PerformedWork> work(WorkitemView item) {
    return state(item.state()) != WorkitemState.COMPLETED
        ? Optional.empty()
        : Optional.of(
            new PerformedWork(
                item.createdAt(),
                item.changedAt(),
                item.outputs().stream()
                    .map(
                        output ->
                            new PerformedWork.Output(
                                new StudyUid(output.studyUid()),
                                new SeriesUid(output.seriesUid()),
                                SegClasses.SEGMENTATION,
                                new SopInstanceUid(output.sopInstanceUid())))
                    .toList()));
  }

  /**
   * Notes that the requester does not want an item any more.
   *
   * @throws ApiException {@code routing.workitem_not_found}, {@code routing.workitem_state}, {@code
   *     security.forbidden}
   */
  void cancel(String uid) {
    WorkitemView item = require(uid);
    if (!all.requestCancel(item.id(), "by its requester")
        && state(item.state()) == WorkitemState.COMPLETED) {
      throw new ApiException(ErrorCode.WORKITEM_STATE, "The UPS is already COMPLETED.");
    }
  }
}
