package io.deepgrow.app.routing.sighting;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.deepgrow.app.Cursor;
import io.deepgrow.app.Listing;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.Connections;
import io.deepgrow.dicom.StudyUid;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds sightings, the newest first. */
@ApplicationScoped
public class SightingSearch {

  /** What is looked for. */
  public record Filter(@Nullable SightingState state, @Nullable String study) {}

  /**
   * A page.
   *
   * @param next goes as {@code after} into the next request; absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record SightingPage(List<SightingView> sightings, @Nullable String next) {
    public SightingPage {
      sightings = List.copyOf(sightings);
    }
  }

  private static final String SELECT =
      "select r.id, r.connection_id, r.study_uid, r.state, r.reported_by, r.attributes, r.created_at, r.waiting_since, r.changed_at, r.next_look, r.settled_at,"
          + " r.looks, r.failure from sighting r";

  private final EntityManager entities;
  private final SightingRows rows;
  private final Connections connections;

  SightingSearch(EntityManager entities, SightingRows rows, Connections connections) {
    this.entities = entities;
    this.rows = rows;
    this.connections = connections;
  }

  /** The sightings after one, without their series. */
  public SightingPage find(Filter filter, Cursor after, int most) {
    int limit = Listing.limit(most);
    String study = filter.study();
    Listing listing =
        new Listing(SELECT)
            .equal("state", filter.state() == null ? "" : filter.state().name())
            .equal(
                "study_uid",
                study == null || study.isEmpty() ? study : new StudyUid(study).value());
    List<Object[]> found =
        QuarkusTransaction.requiringNew().call(() -> listing.rows(entities, after, limit + 1));
    List<SightingView> views = found.stream().map(this::view).toList();
    if (views.size() <= limit) {
      return new SightingPage(views, null);
    }
    SightingView last = views.get(limit - 1);
    return new SightingPage(
        views.subList(0, limit), new Cursor(last.createdAt(), last.id()).toString());
  }

  /** A sighting with its series; {@code sighting.not_found}. */
  public SightingView get(UUID id) {
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              List<?> found =
                  entities
                      .createNativeQuery(SELECT + " where r.id = :id")
                      .setParameter("id", id)
                      .getResultList();
              if (found.isEmpty()) {
                throw Sightings.unknown(id);
              }
              return view((Object[]) found.get(0))
                  .with(rows.series(id).stream().map(SightingSearch::series).toList());
            });
  }

  /** How many there are in each state. */
  public Map<SightingState, Long> counts() {
    Map<SightingState, Long> counts = new EnumMap<>(SightingState.class);
    for (SightingState state : SightingState.values()) {
      counts.put(state, 0L);
    }
    QuarkusTransaction.requiringNew()
        .run(
            () -> {
              List<?> found =
                  entities
                      .createNativeQuery("select state, count(*) from sighting group by state")
                      .getResultList();
              for (Object each : found) {
                Object[] row = (Object[]) each;
                counts.put(SightingState.valueOf((String) row[0]), ((Number) row[1]).longValue());
              }
            });
    return counts;
  }

  private static SightingView.Series series(SightingRows.SeriesRow row) {
    StudyContent.Series series = row.series();
    return new SightingView.Series(
        series.uid(), series.modality(), series.instances(), series.derived(), series.attributes());
  }

  private SightingView view(Object[] row) {
    return new SightingView(
        (UUID) row[0],
        name(ConnectionId.ofColumn((UUID) row[1])),
        (String) row[2],
        SightingState.valueOf((String) row[3]),
        ReportedBy.valueOf((String) row[4]),
        rows.read((String) row[5]),
        List.of(),
        (Instant) row[6],
        (Instant) row[7],
        (Instant) row[8],
        (Instant) row[9],
        (Instant) row[10],
        ((Number) row[11]).intValue(),
        (String) row[12]);
  }

  private String name(ConnectionId connection) {
    return connections.name(connection);
  }
}
