package io.deepgrow.app.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.app.series.SeriesKey;
import io.deepgrow.app.series.SeriesSupply;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.grid.VolumeGeometry;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Sessions as the API shows them. */
@ApplicationScoped
class SessionViews {

  /** Why a session failed. */
  record Failure(String code, String detail) {}

  /** How many slices of the series have come; total 0 while unknown. */
  record Loading(int slices, int total) {}

  /**
   * A session.
   *
   * @param connection the name of the PACS that has the series; absent for the configured one
   * @param modelVersion the version of the model that it keeps; absent for sessions from before
   *     there were versions
   * @param geometry of the volume, while it is in memory: LPS mm
   * @param createdBy the account that opened it; absent for sessions from before there were
   *     accounts
   * @param owner the account whose work it is now
   * @param workedBy who changed anything in it last; absent before the first change
   * @param workedAt when that was, within a minute
   * @param review what became of its newest result; absent where nobody reviews it
   * @param lastEvent number of the newest event when all of this was read; 0 before the first
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SessionView(
      UUID id,
      String studyUid,
      String seriesUid,
      @Nullable String connection,
      String modelId,
      @Nullable UUID modelVersion,
      SessionState state,
      @Nullable Loading loading,
      @Nullable Failure failure,
      @Nullable VolumeGeometry geometry,
      @Nullable List<String> warnings,
      Instant createdAt,
      @Nullable String createdBy,
      @Nullable String owner,
      @Nullable String workedBy,
      @Nullable Instant workedAt,
      @Nullable ReviewNote review,
      long lastEvent) {}

  private final SeriesSupply supply;
  private final SessionReviews reviews;
  private final Connections connections;

  SessionViews(SeriesSupply supply, SessionReviews reviews, Connections connections) {
    this.supply = supply;
    this.reviews = reviews;
    this.connections = connections;
  }

  SessionView of(AnnotationSession session) {
    SeriesKey key = session.key().seriesKey();
    LoadedSeries series = supply.peek(key).orElse(null);
    Loading slices = null;
    if (session.state == SessionState.LOADING) {
      SeriesSupply.SliceCount count = supply.progress(key);
      slices = new Loading(count.done(), count.total());
    }
    Failure failure =
        session.failureCode == null
            ? null
            : new Failure(session.failureCode, String.valueOf(session.failureText));
    return new SessionView(
        session.id,
        session.studyUid,
        session.seriesUid,
        key.connection().isDefault() ? null : connections.name(key.connection()),
        session.modelId,
        session.modelVersion,
        session.state,
        slices,
        failure,
        series == null ? null : series.volume().geometry(),
        series == null ? null : series.warnings(),
        session.createdAt,
        named(session.createdByName),
        named(session.ownerName),
        named(session.workedByName),
        session.workedAt,
        reviews.newest(session.id).orElse(null),
        session.lastEvent);
  }

  private static @Nullable String named(String name) {
    return name.isEmpty() ? null : name;
  }
}
