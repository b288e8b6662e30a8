package io.deepgrow.app.routing.workitem;

import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.workitem.PerformedWork;
import io.deepgrow.dicomweb.workitem.Workitem;
import io.deepgrow.dicomweb.workitem.WorkitemClient;
import io.deepgrow.dicomweb.workitem.WorkitemClient.Outcome;
import io.deepgrow.dicomweb.workitem.WorkitemState;
import io.deepgrow.seg.SegClasses;
import java.time.Clock;

/** The worklist of a PACS, by UPS-RS. */
final class RemoteWorklist implements Worklist {

  private final WorkitemClient client;
  private final Clock clock;

  RemoteWorklist(WorkitemClient client, Clock clock) {
    this.client = client;
    this.clock = clock;
  }

  @Override
  public Outcome claim(ItemRow item) {
    return client.claim(item.uid(), item.transaction());
  }

  @Override
  public Outcome progress(ItemRow item, int percent, String words) {
    return client.progress(item.uid(), item.transaction(), percent, words);
  }

  @Override
  public boolean isInProgress(ItemRow item) {
    return client
        .find(item.uid())
        .map(Workitem::state)
        .filter(WorkitemState.IN_PROGRESS::equals)
        .isPresent();
  }

  @Override
  public Outcome complete(ItemRow item) {
    return client.complete(
        item.uid(),
        item.transaction(),
        new PerformedWork(
            item.startedAt(),
            clock.instant(),
            item.outputs().stream().map(RemoteWorklist::output).toList()));
  }

  private static PerformedWork.Output output(WorkitemOutput output) {
    return new PerformedWork.Output(
        new StudyUid(output.studyUid()),
        new SeriesUid(output.seriesUid()),
        SegClasses.SEGMENTATION,
        new SopInstanceUid(output.sopInstanceUid()));
  }

  @Override
  public Outcome cancel(ItemRow item) {
    return client.cancel(item.uid(), item.transaction(), item.reason());
  }
}
