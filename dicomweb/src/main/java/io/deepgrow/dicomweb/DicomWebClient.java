package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicom.pixel.PixelDecoders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A client of one DICOMweb service: QIDO-RS, WADO-RS, STOW-RS (PS3.18). URLs in answers are never
 * followed. Every call ends within {@link DicomWebConfig#callTimeout}, by {@code dicomweb.timeout}
 * if need be. Safe for many threads.
 */
public final class DicomWebClient {

  private final HttpCalls http;
  private final QidoSearch search;
  private final WadoRetrieval wado;
  private final StowStore stow;
  private final Dcm4cheeRejection rejection;

  public DicomWebClient(DicomWebConfig config) {
    this.http = new HttpCalls(config);
    DicomWebRoots roots = config.roots();
    this.search = new QidoSearch(new JsonCalls(config, http));
    this.wado = new WadoRetrieval(http.at(roots.retrieve()), config.limits());
    this.stow = new StowStore(config.limits(), new JsonCalls(config, http.at(roots.store())));
    this.rejection = new Dcm4cheeRejection(http.at(roots.store()));
  }

  public List<DicomObject> studies(QidoQuery query) {
    return all("/studies", query);
  }

  /** Series of all studies. */
  public List<DicomObject> series(QidoQuery query) {
    return all("/series", query);
  }

  /** As {@link #series(QidoQuery)}, but no more than so many. */
  public List<DicomObject> series(QidoQuery query, int atMost) {
    return search.find("/series", query, atMost, http.deadline()).rows();
  }

  public List<DicomObject> series(StudyUid study, QidoQuery query) {
    return all("/studies/" + study + "/series", query);
  }

  public List<DicomObject> instances(StudyUid study, SeriesUid series, QidoQuery query) {
    return all(SeriesRetrieval.path(study, series) + "/instances", query);
  }

  /** As the other, but no more than so many. */
  public List<DicomObject> instances(
      StudyUid study, SeriesUid series, QidoQuery query, int atMost) {
    String path = SeriesRetrieval.path(study, series) + "/instances";
    return search.find(path, query, atMost, http.deadline()).rows();
  }

  /** All pages of a search. */
  private List<DicomObject> all(String path, QidoQuery query) {
    QidoSearch.Found found = search.find(path, query, Integer.MAX_VALUE, http.deadline());
    if (!found.complete()) {
      throw new DicomWebException(
          "dicomweb.incomplete",
          0,
          "The DICOMweb service says that a search has more than "
              + found.rows().size()
              + " results, but does not give them; raise the number of rows it answers");
    }
    return found.rows();
  }

  /** Whether the service finds an object. */
  public boolean exists(StudyUid study, SeriesUid series, SopInstanceUid instance) {
    return exists(study, series, instance, http.deadline());
  }

  private boolean exists(
      StudyUid study, SeriesUid series, SopInstanceUid instance, Deadline deadline) {
    QidoQuery query = new QidoQuery(Map.of("SOPInstanceUID", instance.value()), List.of());
    String path = SeriesRetrieval.path(study, series) + "/instances";
    return search.find(path, query, Integer.MAX_VALUE, deadline).rows().stream()
        .anyMatch(o -> o.string(Tag.SOP_INSTANCE_UID).equals(Optional.of(instance.value())));
  }

  /**
   * Retrieves all objects of a series, each handed on as soon as it has come; those that a broken
   * transfer left out are requested one by one.
   *
   * @param sink takes the objects in the order they come
   * @throws DicomWebException {@code dicomweb.incomplete} when some never came or the service
   *     counts more than it lists, {@code dicomweb.surplus} when it sends what it does not list,
   *     {@code dicomweb.foreign_object} when that is of another series
   */
  public void retrieveSeries(
      StudyUid study, SeriesUid series, Consumer<DicomFile> sink, RetrieveProgress progress) {
    new SeriesRetrieval(search, wado, http.deadline(), study, series).run(sink, progress);
  }

  /** One object in the syntax it is stored in. */
  public DicomFile retrieveInstance(StudyUid study, SeriesUid series, SopInstanceUid instance) {
    return one(study, series, instance, WadoRetrieval.STORED_SYNTAX, wado::whole);
  }

  /**
   * One object as Explicit VR Little Endian: what can't be decoded here.
   *
   * @throws DicomWebException {@code dicomweb.not_acceptable} when the service can't send it so
   */
  public DicomFile retrieveExplicitLittle(
      StudyUid study, SeriesUid series, SopInstanceUid instance) {
    return one(study, series, instance, WadoRetrieval.EXPLICIT_LITTLE, wado::whole);
  }

  /**
   * One object in a syntax that can be decoded here: as it is stored, else as Explicit VR Little
   * Endian.
   *
   * @throws DicomWebException {@code dicomweb.not_acceptable} when the service can't send it so
   */
  public DicomFile retrieveDecodable(StudyUid study, SeriesUid series, SopInstanceUid instance) {
    DicomFile stored = retrieveInstance(study, series, instance);
    return PixelDecoders.standard().supports(stored.syntax())
        ? stored
        : retrieveExplicitLittle(study, series, instance);
  }

  /**
   * The attributes of one object as the service gives them now, without its pixels: the transfer
   * ends where the pixel data begin.
   *
   * @throws DicomWebException {@code dicomweb.not_found} when the object is not there any more
   */
  public DicomObject retrieveHeader(StudyUid study, SeriesUid series, SopInstanceUid instance) {
    return one(study, series, instance, WadoRetrieval.STORED_SYNTAX, wado::header).dataSet();
  }

  private DicomFile one(
      StudyUid study,
      SeriesUid series,
      SopInstanceUid instance,
      String syntax,
      WadoRetrieval.Reading reading) {
    String path = SeriesRetrieval.path(study, series);
    return wado.one(path, instance, syntax, reading, http.deadline());
  }

  /**
   * Sends one Part 10 object, once. It counts as stored only when the answer lists it or a search
   * finds it; a search also follows a lost answer.
   */
  public StoreOutcome store(
      StudyUid study, SeriesUid series, SopInstanceUid instance, byte[] part10) {
    Deadline deadline = http.deadline();
    // a search after a call that ran out of time needs time of its own
    return stow.store(
        study,
        instance,
        part10,
        () -> exists(study, series, instance, deadline.isOver() ? http.deadline() : deadline),
        deadline);
  }

  /**
   * Has a dcm4chee archive reject one object for quality reasons, so that it is found no more; one
   * that is gone counts as rejected.
   *
   * @throws DicomWebException as of every call
   */
  public void rejectAtDcm4chee(StudyUid study, SeriesUid series, SopInstanceUid instance) {
    rejection.reject(
        SeriesRetrieval.path(study, series) + "/instances/" + instance, http.deadline());
  }
}
