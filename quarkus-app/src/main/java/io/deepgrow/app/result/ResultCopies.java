package io.deepgrow.app.result;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.connection.PacsClients;
import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicomweb.DicomWebClient;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.StoreOutcome;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Copies of results in other PACS, under the UIDs they have. */
@ApplicationScoped
public class ResultCopies {

  private static final int TRIES = StoreOutcome.TRIES_OF_A_DOUBTFUL_REFUSAL;

  private static final String NEWEST =
      """
      select r.id from stored_result r join annotation_session s on s.id = r.session_id
      where s.study_uid = :study and s.series_uid = :series and r.state <> 'WITHHELD'
        and s.connection_id is not distinct from cast(nullif(:connection, '') as uuid)
      order by r.created_at desc, r.id desc limit 1
      """;

  /** What became of a copy. */
  public sealed interface Outcome {

    /** It is there, and the same. */
    record There() implements Outcome {}

    /**
     * The other PACS does not take it, or not yet.
     *
     * @param words what it said, without patient data
     */
    record Refused(String words, boolean forGood) implements Outcome {}

    /** The other PACS gave back other masks. */
    record Different() implements Outcome {}
  }

  private final EntityManager entities;
  private final Outbox outbox;
  private final ResultObjects objects;
  private final PacsClients pacs;
  private final Comparison comparison;

  ResultCopies(
      EntityManager entities,
      Outbox outbox,
      ResultObjects objects,
      PacsClients pacs,
      Comparison comparison) {
    this.entities = entities;
    this.outbox = outbox;
    this.objects = objects;
    this.pacs = pacs;
    this.comparison = comparison;
  }

  /** The newest result of a series that was not withheld, whoever made it. */
  public Optional<ResultView> newest(ConnectionId source, StudyUid study, SeriesUid series) {
    UUID connection = source.column();
    return QuarkusTransaction.requiringNew()
        .call(
            () -> {
              List<?> ids =
                  entities
                      .createNativeQuery(NEWEST)
                      .setParameter("study", study.value())
                      .setParameter("series", series.value())
                      .setParameter("connection", connection == null ? "" : connection.toString())
                      .getResultList();
              return ids.stream().findFirst().flatMap(id -> outbox.find((UUID) id));
            });
  }

  /**
   * Puts the object of a result into another PACS, unless it is there, and reads it back.
   *
   * @throws DicomWebException when that PACS does not answer
   * @throws io.deepgrow.app.ApiException when it is disabled or unusable, or the object is gone
   */
  public Outcome copy(ResultView result, ConnectionId to) {
    byte[] dataset = objects.dataset(result.id());
    StudyUid study = new StudyUid(result.studyUid());
    SeriesUid series = new SeriesUid(result.seriesUid());
    SopInstanceUid sop = new SopInstanceUid(result.sopInstanceUid());
    DicomWebClient client = pacs.client(to);
    if (!client.exists(study, series, sop)) {
      StoreOutcome stored = client.store(study, series, sop, dataset);
      if (!(stored instanceof StoreOutcome.Stored)) {
        boolean forGood = stored.next(TRIES) == StoreOutcome.Next.GIVE_UP;
        return new Outcome.Refused(stored.words(), forGood);
      }
    }
    return check(client, result, dataset);
  }

  private Outcome check(DicomWebClient client, ResultView result, byte[] dataset) {
    try {
      return comparison.sameMasks(
              dataset,
              client.retrieveDecodable(
                  new StudyUid(result.studyUid()),
                  new SeriesUid(result.seriesUid()),
                  new SopInstanceUid(result.sopInstanceUid())))
          ? new Outcome.There()
          : new Outcome.Different();
    } catch (DicomWebException e) {
      if (!e.code().equals("dicomweb.not_found")) {
        throw e;
      }
      return new Outcome.Refused("accepted, but not shown yet", false);
    } catch (DicomException e) {
      return new Outcome.Different();
    }
  }
}
