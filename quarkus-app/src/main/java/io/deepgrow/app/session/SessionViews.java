package io.deepgrow.app.session;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.volume.VolumeGeometry;
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
   * @param geometry of the volume, while it is in memory: LPS mm
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SessionView(
      UUID id,
      String studyUid,
      String seriesUid,
      String modelId,
      SessionState state,
      @Nullable Loading loading,
      @Nullable Failure failure,
      @Nullable VolumeGeometry geometry,
      @Nullable List<String> warnings,
      Instant createdAt) {}

  private final SeriesLoading loading;
  private final VolumeCache cache;

  SessionViews(SeriesLoading loading, VolumeCache cache) {
    this.loading = loading;
    this.cache = cache;
  }

  SessionView of(AnnotationSession session) {
    LoadedSeries series = cache.find(session.seriesUid).orElse(null);
    Loading slices = null;
    if (session.state == SessionState.LOADING) {
      SeriesLoading.SliceCount count = loading.progress(session.seriesUid);
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
        session.modelId,
        session.state,
        slices,
        failure,
        series == null ? null : series.volume().geometry(),
        series == null ? null : series.warnings(),
        session.createdAt);
  }
}
