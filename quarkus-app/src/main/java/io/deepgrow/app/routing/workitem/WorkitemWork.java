package io.deepgrow.app.routing.workitem;

import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.queue.Due;
import io.deepgrow.app.queue.Kind;
import io.deepgrow.app.queue.Lane;
import io.deepgrow.app.queue.Next;
import io.deepgrow.app.queue.QueuedWork;
import io.deepgrow.app.routing.job.failure.JobFailure;
import io.deepgrow.app.series.SeriesDigest;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.QidoQuery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Looks at work items until they are at their end. */
@ApplicationScoped
class WorkitemWork implements QueuedWork {

  static final Kind KIND = new Kind("workitem", Lane.IO);

  private final ItemTurns turns;
  private final ItemRows rows;
  private final Worklists worklists;
  private final Connections connections;
  private final ItemLook look;
  private final Clock clock;

  WorkitemWork(
      ItemTurns turns,
      ItemRows rows,
      Worklists worklists,
      Connections connections,
      WorkitemConfig config,
      Clock clock) {
    this.turns = turns;
    this.rows = rows;
    this.worklists = worklists;
    this.connections = connections;
    this.clock = clock;
    this.look = new ItemLook(turns, this::digest, clock, config.lookEvery(), config.longestWait());
  }

  @Override
  public Kind kind() {
    return KIND;
  }

  @Override
  public List<Due> open() {
    return QuarkusTransaction.requiringNew().call(() -> rows.open());
  }

  @Override
  public long dead() {
    return 0;
  }

  @Override
  public Next run(UUID id) {
    Optional<ItemRow> taken = turns.take(id);
    if (taken.isEmpty()) {
      return new Next.Done();
    }
    ItemRow item = taken.get();
    if (item.notBefore().isAfter(clock.instant())) {
      return new Next.Again(item.notBefore());
    }
    Worklist list;
    try {
      list = worklists.of(item);
    } catch (RuntimeException e) {
      return look.unreachable(item, JobFailure.of(e));
    }
    return look.at(item, list);
  }

  private String digest(ItemRow item) {
    StudyUid study = new StudyUid(item.studyUid());
    SeriesUid series = new SeriesUid(item.seriesUid());
    return SeriesDigest.of(
        series.value(),
        connections.client(item.source()).instances(study, series, QidoQuery.all()).size());
  }
}
