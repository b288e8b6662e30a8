package io.deepgrow.app.routing.job.order;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.access.AccessPolicy;
import io.deepgrow.app.caller.CurrentCaller;
import io.deepgrow.app.caller.Role;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.routing.action.Action;
import io.deepgrow.app.routing.action.Assign;
import io.deepgrow.app.routing.job.JobOrder;
import io.deepgrow.app.routing.job.RoutingJobs;
import io.deepgrow.app.series.SeriesDigest;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.QidoQuery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Objects;
import java.util.UUID;

/** Orders of people and programs, which no rule gives. */
@ApplicationScoped
public class PersonalOrders {

  private final RoutingJobs jobs;
  private final ActionCheck check;
  private final Connections connections;
  private final AccessPolicy access;
  private final CurrentCaller callers;

  PersonalOrders(
      RoutingJobs jobs,
      ActionCheck check,
      Connections connections,
      AccessPolicy access,
      CurrentCaller callers) {
    this.jobs = jobs;
    this.check = check;
    this.connections = connections;
    this.access = access;
    this.callers = callers;
  }

  /**
   * Orders a job; the same order for the same content is the same job.
   *
   * @throws ApiException {@code connection.not_found}, {@code connection.disabled}, {@code
   *     connection.role}, {@code routing.action_unusable}, {@code structure.unknown}, {@code
   *     model.not_found}, {@code security.forbidden}
   */
  public UUID order(NewJob request) {
    StudyUid study = new StudyUid(Objects.requireNonNull(request.studyUid()));
    SeriesUid series = new SeriesUid(Objects.requireNonNull(request.seriesUid()));
    Action action = Objects.requireNonNull(request.action());
    ConnectionId source = connections.source(request.connection());
    if (!access.mayIn(source, study.value(), Role.OPERATOR)) {
      access.requireStudy(source, study.value(), Role.SERVICE);
    }
    check.require(action);
    Integer priority = request.priority();
    JobOrder order =
        new JobOrder(
            source,
            study.value(),
            series.value(),
            SeriesDigest.of(series.value(), instances(source, study, series)),
            action,
            null,
            null,
            callers.get().name(),
            priority == null ? (Integer) Assign.USUAL : priority);
    return QuarkusTransaction.requiringNew().call(() -> jobs.order(order));
  }

  /** How many objects the PACS counts; 0 where it can't be asked, as of an upload. */
  private int instances(ConnectionId source, StudyUid study, SeriesUid series) {
    try {
      return connections.client(source).instances(study, series, QidoQuery.all()).size();
    } catch (DicomWebException | DicomException e) {
      return 0;
    } catch (ApiException e) {
      if (e.code() == ErrorCode.CONNECTION_DISABLED && source.isDefault()) {
        return 0;
      }
      throw e;
    }
  }
}
