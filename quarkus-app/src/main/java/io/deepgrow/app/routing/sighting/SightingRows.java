package io.deepgrow.app.routing.sighting;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.queue.Due;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of sightings and their series; joins the transaction of its caller. */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
class SightingRows {

  /**
   * A series as it is kept.
   *
   * @param decidedInstances how many there were when the rules decided; 0 for a series they have
   *     not seen
   * @param fresh whether it was new or had grown when the rules decided
   */
  record SeriesRow(StudyContent.Series series, int decidedInstances, boolean fresh) {}

  private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

  private final EntityManager entities;
  private final ObjectMapper json;

  SightingRows(EntityManager entities, ObjectMapper json) {
    this.entities = entities;
    this.json = json;
  }

  /** The row of a study, made where there is none, and held until the transaction ends. */
  Sighting hold(ConnectionId connection, String study, ReportedBy by, Instant now) {
    entities
        .createNativeQuery(
            "insert into sighting (id, connection_id, study_uid, state, reported_by, created_at,"
                + " waiting_since, changed_at, next_look) values (:id, cast(:connection as uuid),"
                + " :study, 'SEEN', :by, :now, :now, :now, :now) on conflict do nothing")
        .setParameter("id", UUID.randomUUID())
        .setParameter("connection", text(connection))
        .setParameter("study", study)
        .setParameter("by", by.name())
        .setParameter("now", now.atOffset(ZoneOffset.UTC))
        .executeUpdate();
    UUID id =
        (UUID)
            entities
                .createNativeQuery(
                    "select id from sighting where study_uid = :study and connection_id is not"
                        + " distinct from cast(:connection as uuid)")
                .setParameter("study", study)
                .setParameter("connection", text(connection))
                .getSingleResult();
    return hold(id).orElseThrow();
  }

  private static @Nullable String text(ConnectionId connection) {
    UUID column = connection.column();
    return column == null ? null : column.toString();
  }

  Optional<Sighting> hold(UUID id) {
    return Optional.ofNullable(entities.find(Sighting.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  Optional<Sighting> find(UUID id) {
    return Optional.ofNullable(entities.find(Sighting.class, id));
  }

  /** The studies of a PACS that are known, among these, with how many instances were counted. */
  List<Object[]> counted(ConnectionId connection, List<String> studies) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select study_uid, counted from sighting where study_uid in (:studies) and"
                    + " connection_id is not distinct from cast(:connection as uuid)")
            .setParameter("studies", studies)
            .setParameter("connection", text(connection))
            .getResultList();
    return rows.stream().map(Object[].class::cast).toList();
  }

  /** The studies that settled last, the newest first. */
  List<Sighting> settled(int most, Instant since) {
    return entities
        .createQuery(
            "from Sighting s where s.settledAt >= :since order by s.settledAt desc, s.id",
            Sighting.class)
        .setParameter("since", since)
        .setMaxResults(most)
        .getResultList();
  }

  List<Due> open() {
    List<?> rows =
        entities
            .createNativeQuery("select id, next_look from sighting where state = 'SEEN'")
            .getResultList();
    return rows.stream()
        .map(Object[].class::cast)
        .map(row -> new Due((UUID) row[0], (Instant) row[1]))
        .toList();
  }

  List<SeriesRow> series(UUID sighting) {
    List<?> rows =
        entities
            .createNativeQuery(
                "select series_uid, modality, instances, derived, attributes,"
                    + " decided_instances, fresh from sighting_series where sighting_id = :id order by"
                    + " series_uid collate \"C\"")
            .setParameter("id", sighting)
            .getResultList();
    return rows.stream().map(Object[].class::cast).map(this::series).toList();
  }

  private SeriesRow series(Object[] row) {
    return new SeriesRow(
        new StudyContent.Series(
            (String) row[0],
            (String) row[1],
            ((Number) row[2]).intValue(),
            (Boolean) row[3],
            read((String) row[4])),
        ((Number) row[5]).intValue(),
        (Boolean) row[6]);
  }

  /** Puts the series of a study in the place of those that were known. */
  void put(UUID sighting, List<StudyContent.Series> series) {
    entities
        .createNativeQuery(
            "delete from sighting_series where sighting_id = :id and series_uid <>"
                + " all(string_to_array(:series, ','))")
        .setParameter("id", sighting)
        .setParameter(
            "series", String.join(",", series.stream().map(StudyContent.Series::uid).toList()))
        .executeUpdate();
    for (StudyContent.Series each : series) {
      entities
          .createNativeQuery(
              "insert into sighting_series (sighting_id, series_uid, modality, instances, derived,"
                  + " attributes) values (:id, :series, :modality, :instances, :derived,"
                  + " :attributes) on conflict (sighting_id, series_uid) do update set"
                  + " modality = excluded.modality, instances = excluded.instances, derived ="
                  + " excluded.derived, attributes = excluded.attributes")
          .setParameter("id", sighting)
          .setParameter("series", each.uid())
          .setParameter("modality", each.modality())
          .setParameter("instances", each.instances())
          .setParameter("derived", each.derived())
          .setParameter("attributes", text(each.attributes()))
          .executeUpdate();
    }
  }

  /** Notes that the rules have seen all series as they are. */
  void decided(UUID sighting) {
    entities
        .createNativeQuery(
            "update sighting_series set fresh = (instances <> decided_instances), decided_instances ="
                + " instances where sighting_id = :id")
        .setParameter("id", sighting)
        .executeUpdate();
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  String text(Map<String, String> attributes) {
    try {
      return json.writeValueAsString(attributes);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Attributes could not be written", e);
    }
  }

  @Transactional(Transactional.TxType.SUPPORTS)
  Map<String, String> read(String text) {
    try {
      return json.readValue(text, TEXTS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Attributes could not be read", e);
    }
  }
}
