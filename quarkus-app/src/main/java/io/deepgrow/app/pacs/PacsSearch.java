package io.deepgrow.app.pacs;

import io.deepgrow.app.ApiException;
import io.deepgrow.app.ErrorCode;
import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.PacsClients;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.Uids;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.QidoQuery;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;

/** Finds series in the PACS for callers that know less than study and series. */
@ApplicationScoped
public class PacsSearch {

  private static final int REMEMBERED = 1000;
  private static final String SEG = "SEG";

  /** A series of images. */
  public record FoundSeries(StudyUid study, SeriesUid series) {}

  private final DicomWebClient pacs;

  /** A series never changes its study, so what was found once is found. */
  private final Map<String, StudyUid> studies =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, StudyUid> eldest) {
          return size() > REMEMBERED;
        }
      };

  private final PacsClients all;

  PacsSearch(DicomWebClient pacs, PacsClients all) {
    this.pacs = pacs;
    this.all = all;
  }

  /**
   * The study a series belongs to; empty when the PACS has no such series.
   *
   * @throws ApiException when the PACS is away or refuses
   */
  public Optional<StudyUid> studyOf(SeriesUid series) {
    synchronized (studies) {
      StudyUid known = studies.get(series.value());
      if (known != null) {
        return Optional.of(known);
      }
    }
    Map<String, String> key = Map.of("SeriesInstanceUID", series.value());
    Optional<StudyUid> study =
        search(() -> pacs.series(new QidoQuery(key, List.of()))).stream()
            .filter(f -> f.series().equals(series))
            .map(FoundSeries::study)
            .findFirst();
    study.ifPresent(
        found -> {
          synchronized (studies) {
            studies.put(series.value(), found);
          }
        });
    return study;
  }

  /** The CT series of the PACS, at most so many. */
  public List<FoundSeries> ct(int atMost) {
    QidoQuery query = new QidoQuery(Map.of("Modality", "CT"), List.of());
    return search(() -> pacs.series(query, atMost));
  }

  /**
   * Studies that any PACS lists under a Patient ID, with the attributes it gives. A PACS may match
   * more than was requested, so the caller compares.
   *
   * @param withIssuer whether the issuer of the Patient ID is needed too
   * @throws ApiException when one is away, refuses or holds something back
   */
  public List<DicomObject> studiesOf(String patientId, boolean withIssuer) {
    QidoQuery query =
        new QidoQuery(
            Map.of("PatientID", patientId),
            withIssuer ? List.of("PatientID", "IssuerOfPatientID") : List.of("PatientID"));
    return everywhere(client -> client.studies(query));
  }

  /** What all PACS answer, one after the other. */
  private List<DicomObject> everywhere(Function<DicomWebClient, List<DicomObject>> search) {
    return all.enabled().stream()
        .flatMap(connection -> call(() -> search.apply(all.client(connection))).stream())
        .toList();
  }

  /** The Series Instance UIDs of a study; none when no PACS has it. */
  public Set<String> seriesOf(StudyUid study) {
    Set<String> uids = new TreeSet<>();
    everywhere(client -> client.series(study, QidoQuery.all()))
        .forEach(row -> row.string(Tag.SERIES_INSTANCE_UID).ifPresent(uids::add));
    return uids;
  }

  /** The SOP Instance UIDs of all DICOM SEGs of a study; none when no PACS has it. */
  public Set<String> segmentationsOf(StudyUid study) {
    QidoQuery ofSegs = new QidoQuery(Map.of("Modality", SEG), List.of());
    Set<String> uids = new TreeSet<>();
    for (ConnectionId connection : all.enabled()) {
      DicomWebClient client = all.client(connection);
      for (DicomObject row : call(() -> client.series(study, ofSegs))) {
        // a PACS may match more than was requested
        if (row.string(Tag.MODALITY).orElse(SEG).equals(SEG)) {
          row.string(Tag.SERIES_INSTANCE_UID)
              .filter(Uids::isValid)
              .map(SeriesUid::new)
              .ifPresent(series -> uids.addAll(instancesOf(client, study, series)));
        }
      }
    }
    return uids;
  }

  private static Set<String> instancesOf(DicomWebClient client, StudyUid study, SeriesUid series) {
    Set<String> uids = new TreeSet<>();
    call(() -> client.instances(study, series, QidoQuery.all()))
        .forEach(row -> row.string(Tag.SOP_INSTANCE_UID).ifPresent(uids::add));
    return uids;
  }

  /** Forgets which series a study has. */
  public void forget(String study) {
    synchronized (studies) {
      studies.values().removeIf(known -> known.value().equals(study));
    }
  }

  private static <T> T call(Supplier<T> call) {
    try {
      return call.get();
    } catch (DicomWebException e) {
      throw new ApiException(PacsSeries.code(e), e.getMessage() + " (" + e.code() + ")");
    } catch (DicomException e) {
      throw new ApiException(
          ErrorCode.PACS_REFUSED, "The PACS answers unreadably (" + e.code() + ")");
    }
  }

  private static List<FoundSeries> search(Supplier<List<DicomObject>> query) {
    List<FoundSeries> found = new ArrayList<>();
    try {
      for (DicomObject object : query.get()) {
        Optional<String> study = object.string(Tag.STUDY_INSTANCE_UID);
        Optional<String> series = object.string(Tag.SERIES_INSTANCE_UID);
        if (study.isPresent() && series.isPresent()) {
          found.add(new FoundSeries(new StudyUid(study.get()), new SeriesUid(series.get())));
        }
      }
    } catch (DicomWebException e) {
      ErrorCode code = e.status() == 0 ? ErrorCode.PACS_UNREACHABLE : ErrorCode.PACS_REFUSED;
      throw new ApiException(code, e.getMessage() + " (" + e.code() + ")");
    } catch (DicomException e) {
      throw new ApiException(ErrorCode.PACS_REFUSED, "The PACS answers with bad UIDs");
    }
    return found;
  }
}
