package io.deepgrow.app.routing.sighting;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.PacsClients;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.QidoQuery;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * Searches a PACS for the studies of the last days and reports those that are new or have another
 * number of instances than at the search before.
 */
@ApplicationScoped
class StudySearch {

  private static final int AT_ONCE = 500;

  /** Of a study that nobody has counted the instances of. */
  private static final int UNCOUNTED = -1;

  private record Found(StudyUid study, int instances) {}

  private final PacsClients pacs;
  private final SightingRows rows;
  private final Sightings sightings;
  private final Clock clock;

  StudySearch(PacsClients pacs, SightingRows rows, Sightings sightings, Clock clock) {
    this.pacs = pacs;
    this.rows = rows;
    this.sightings = sightings;
    this.clock = clock;
  }

  /**
   * Searches once.
   *
   * @param days how many back, today among them; tomorrow too, for zones that are ahead
   */
  void read(ConnectionId connection, int days) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    String range =
        DateTimeFormatter.BASIC_ISO_DATE.format(today.minusDays(days - 1L))
            + "-"
            + DateTimeFormatter.BASIC_ISO_DATE.format(today.plusDays(1));
    List<DicomObject> answer =
        pacs.client(connection)
            .studies(
                new QidoQuery(
                    Map.of("StudyDate", range), List.of("NumberOfStudyRelatedInstances")));
    List<Found> found = new ArrayList<>();
    for (DicomObject row : answer) {
      found(row, found);
    }
    for (int from = 0; from < found.size(); from += AT_ONCE) {
      report(connection, found.subList(from, Math.min(found.size(), from + AT_ONCE)));
    }
  }

  private static void found(DicomObject row, List<Found> all) {
    try {
      OptionalInt instances = row.integer(Tag.NUMBER_OF_STUDY_RELATED_INSTANCES);
      row.string(Tag.STUDY_INSTANCE_UID)
          .ifPresent(uid -> all.add(new Found(new StudyUid(uid), instances.orElse(UNCOUNTED))));
    } catch (DicomException e) {
      // a study whose UID is none can't be opened by it either
    }
  }

  private void report(ConnectionId connection, List<Found> found) {
    Map<String, Integer> known = new HashMap<>();
    List<String> studies = found.stream().map(each -> each.study().value()).toList();
    for (Object[] row :
        QuarkusTransaction.requiringNew().call(() -> rows.counted(connection, studies))) {
      known.put((String) row[0], row[1] == null ? UNCOUNTED : ((Number) row[1]).intValue());
    }
    for (Found each : found) {
      Integer before = known.get(each.study().value());
      if (before == null || before != each.instances()) {
        sightings.report(
            connection,
            each.study(),
            ReportedBy.POLL,
            false,
            each.instances() == UNCOUNTED ? null : (Integer) each.instances());
      }
    }
  }
}
