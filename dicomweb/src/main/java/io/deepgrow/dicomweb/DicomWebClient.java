package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomJson;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.DicomReader;
import io.deepgrow.dicom.SeriesUid;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * A client of one DICOMweb service: QIDO-RS, WADO-RS, STOW-RS (PS3.18). URLs in answers are never
 * followed. Safe for many threads.
 */
public final class DicomWebClient {

  private static final String JSON = "application/dicom+json";
  private static final String STORED_SYNTAX = "*";
  private static final String EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";
  private static final int PAGE = 1000;
  private static final int MAX_RESULTS = 100_000;

  private final DicomWebConfig config;
  private final HttpCalls http;

  public DicomWebClient(DicomWebConfig config) {
    this.config = config;
    this.http = new HttpCalls(config);
  }

  public List<DicomObject> studies(QidoQuery query) {
    return search("/studies", query);
  }

  /** Series of all studies. */
  public List<DicomObject> series(QidoQuery query) {
    return search("/series", query);
  }

  public List<DicomObject> series(StudyUid study, QidoQuery query) {
    return search("/studies/" + study + "/series", query);
  }

  public List<DicomObject> instances(StudyUid study, SeriesUid series, QidoQuery query) {
    return search(path(study, series) + "/instances", query);
  }

  /** Whether the service finds an object. */
  public boolean exists(StudyUid study, SeriesUid series, SopInstanceUid instance) {
    QidoQuery query = new QidoQuery(Map.of("SOPInstanceUID", instance.value()), List.of());
    return search(path(study, series) + "/instances", query).stream()
        .anyMatch(o -> o.string(Tag.SOP_INSTANCE_UID).equals(Optional.of(instance.value())));
  }

  private static String path(StudyUid study, SeriesUid series) {
    return "/studies/" + study + "/series/" + series;
  }

  private List<DicomObject> search(String path, QidoQuery query) {
    List<DicomObject> found = new ArrayList<>();
    Set<String> pages = new HashSet<>();
    while (found.size() < MAX_RESULTS) {
      List<DicomObject> page;
      try (HttpCalls.Answer answer = http.get(path + query.text(found.size(), PAGE), JSON)) {
        if (answer.status() == 204 || answer.status() == 404) {
          return found;
        }
        page = json(answer, "search");
      }
      // a service that ignores the offset would send the same page for ever
      boolean isNew = !page.isEmpty() && pages.add(page.get(0).toString() + key(page.get(0)));
      if (isNew) {
        found.addAll(page);
      }
      if (!isNew || page.size() < 100) {
        return found;
      }
    }
    return found;
  }

  private static String key(DicomObject object) {
    return object
        .string(Tag.SOP_INSTANCE_UID)
        .or(() -> object.string(Tag.SERIES_INSTANCE_UID))
        .or(() -> object.string(Tag.STUDY_INSTANCE_UID))
        .orElse("");
  }

  private List<DicomObject> json(HttpCalls.Answer answer, String what) {
    require(answer, what);
    try {
      InputStream bounded = new BoundedInput(answer.body(), config.maxJsonBytes());
      return DicomJson.read(bounded, config.limits());
    } catch (IOException e) {
      throw new DicomWebException(
          "dicomweb.broken_transfer", "The answer to a " + what + " broke off", e);
    }
  }

  private static void require(HttpCalls.Answer answer, String what) {
    int status = answer.status();
    if (status == 200 || status == 206) {
      return;
    }
    if (status == 401 || status == 403) {
      throw new DicomWebException(
          "dicomweb.unauthorized", status, "The DICOMweb service refuses our credentials");
    }
    if (status == 404 || status == 410) {
      throw new DicomWebException(
          "dicomweb.not_found", status, "The DICOMweb service has no such object");
    }
    if (status >= 300 && status < 400) {
      throw new DicomWebException(
          "dicomweb.redirect",
          status,
          "The DICOMweb service redirects; redirects are not followed");
    }
    throw new DicomWebException(
        "dicomweb.refused", status, "A " + what + " was answered with HTTP " + status);
  }

  /**
   * Retrieves all objects of a series, each handed on as soon as it has come; those that a broken
   * transfer left out are asked for one by one.
   *
   * @param sink takes the objects in the order they come
   * @throws DicomWebException {@code dicomweb.incomplete} when some never came
   */
  public void retrieveSeries(
      StudyUid study, SeriesUid series, Consumer<DicomFile> sink, RetrieveProgress progress) {
    Set<String> missing = new HashSet<>();
    for (DicomObject object : instances(study, series, QidoQuery.all())) {
      object.string(Tag.SOP_INSTANCE_UID).ifPresent(missing::add);
    }
    int total = missing.size();
    if (total == 0) {
      throw new DicomWebException(
          "dicomweb.not_found", 404, "The DICOMweb service has no instances of this series");
    }
    Consumer<DicomFile> counted =
        file -> {
          if (missing.remove(file.sopInstanceUid().value())) {
            sink.accept(file);
            progress.instances(total - missing.size(), total);
          }
        };
    try {
      whole(path(study, series), counted, total);
    } catch (DicomWebException | DicomException e) {
      boolean tryAlone =
          !(e instanceof DicomWebException web && web.code().equals("dicomweb.unauthorized"));
      if (!tryAlone) {
        throw e;
      }
    }
    for (String uid : List.copyOf(missing)) {
      counted.accept(retrieveInstance(study, series, new SopInstanceUid(uid)));
    }
    if (!missing.isEmpty()) {
      throw new DicomWebException(
          "dicomweb.incomplete", 0, missing.size() + " of " + total + " instances did not come");
    }
  }

  private void whole(String path, Consumer<DicomFile> sink, int expected) {
    String accept = multipart(STORED_SYNTAX);
    try (HttpCalls.Answer answer = http.get(path, accept)) {
      require(answer, "retrieval");
      parts(answer, sink, expected + expected / 10 + 1);
    }
  }

  private static String multipart(String syntax) {
    return "multipart/related; type=\"application/dicom\"; transfer-syntax=" + syntax;
  }

  private void parts(HttpCalls.Answer answer, Consumer<DicomFile> sink, int atMost) {
    try {
      if (answer.contentType().startsWith("application/dicom")) {
        sink.accept(DicomReader.read(answer.body(), config.limits()));
        return;
      }
      MultipartReader reader = MultipartReader.of(answer.body(), answer.contentType());
      int count = 0;
      for (Optional<MultipartReader.Part> part = reader.next();
          part.isPresent();
          part = reader.next()) {
        if (++count > atMost) {
          throw new DicomWebException(
              "dicomweb.too_many_parts", 0, "More than the expected " + atMost + " parts came");
        }
        sink.accept(DicomReader.read(part.get().body(), config.limits()));
      }
    } catch (IOException e) {
      throw new DicomWebException("dicomweb.broken_transfer", "A retrieval broke off", e);
    }
  }

  private DicomFile firstHeader(HttpCalls.Answer answer) {
    try {
      InputStream body = answer.body();
      if (!answer.contentType().startsWith("application/dicom")) {
        body =
            MultipartReader.of(body, answer.contentType())
                .next()
                .orElseThrow(
                    () ->
                        new DicomWebException(
                            "dicomweb.broken_transfer", 0, "The retrieval holds no object"))
                .body();
      }
      return DicomReader.readHeader(body, config.limits());
    } catch (IOException e) {
      throw new DicomWebException("dicomweb.broken_transfer", "A retrieval broke off", e);
    }
  }

  /** One object in the syntax it is stored in. */
  public DicomFile retrieveInstance(StudyUid study, SeriesUid series, SopInstanceUid instance) {
    return retrieveInstance(study, series, instance, STORED_SYNTAX, true);
  }

  /**
   * One object as Explicit VR Little Endian: what can't be decoded here.
   *
   * @throws DicomWebException when the service can't or won't
   */
  public DicomFile retrieveExplicitLittle(
      StudyUid study, SeriesUid series, SopInstanceUid instance) {
    return retrieveInstance(study, series, instance, EXPLICIT_LITTLE, true);
  }

  private DicomFile retrieveInstance(
      StudyUid study, SeriesUid series, SopInstanceUid instance, String syntax, boolean pixels) {
    String path = path(study, series) + "/instances/" + instance;
    // services differ in which of the two they understand
    for (String accept :
        List.of(multipart(syntax), "application/dicom; transfer-syntax=" + syntax)) {
      List<DicomFile> files = new ArrayList<>();
      try (HttpCalls.Answer answer = http.get(path, accept)) {
        if (answer.status() == 400 || answer.status() == 406) {
          continue;
        }
        require(answer, "retrieval");
        if (pixels) {
          parts(answer, files::add, 1);
        } else {
          files.add(firstHeader(answer));
        }
      }
      if (!files.isEmpty() && files.get(0).sopInstanceUid().equals(instance)) {
        return files.get(0);
      }
    }
    throw new DicomWebException(
        "dicomweb.not_acceptable", 406, "The DICOMweb service can't send this object so");
  }

  /**
   * The attributes of one object as the service gives them now, without its pixels: the transfer
   * ends where the pixel data begin.
   *
   * @throws DicomWebException {@code dicomweb.not_found} when the object is not there any more
   */
  public DicomObject retrieveHeader(StudyUid study, SeriesUid series, SopInstanceUid instance) {
    return retrieveInstance(study, series, instance, STORED_SYNTAX, false).dataSet();
  }

  /**
   * Sends one Part 10 object, once. It counts as stored only when the answer lists it or a search
   * finds it; a search also follows a lost answer.
   */
  public StoreOutcome store(
      StudyUid study, SeriesUid series, SopInstanceUid instance, byte[] part10) {
    MultipartBody body = new MultipartBody(List.of(part10));
    try (HttpCalls.Answer answer =
        http.post("/studies/" + study, JSON, body.contentType(), body.publisher())) {
      List<DicomObject> response = List.of();
      try {
        response =
            DicomJson.read(new BoundedInput(answer.body(), config.maxJsonBytes()), config.limits());
      } catch (IOException | DicomException e) {
        // an error page, or nothing: the status and QIDO decide
      }
      Optional<StoreOutcome.Stored> stored = StowResponse.stored(response, instance);
      if (stored.isPresent()) {
        return stored.get();
      }
      if (exists(study, series, instance)) {
        return new StoreOutcome.Stored(List.of());
      }
      List<Integer> reasons = StowResponse.reasons(response);
      return StowResponse.isPassing(answer.status(), reasons) || answer.status() == 200
          ? new StoreOutcome.Unreachable("HTTP " + answer.status())
          : new StoreOutcome.Rejected(answer.status(), reasons);
    } catch (IOException | DicomWebException e) {
      return afterLostAnswer(study, series, instance, e);
    }
  }

  /** The object may have been stored although no answer came. */
  private StoreOutcome afterLostAnswer(
      StudyUid study, SeriesUid series, SopInstanceUid instance, Exception lost) {
    try {
      if (exists(study, series, instance)) {
        return new StoreOutcome.Stored(List.of());
      }
    } catch (DicomWebException e) {
      return new StoreOutcome.Unreachable(e.code());
    }
    return new StoreOutcome.Unreachable(
        lost instanceof DicomWebException web ? web.code() : lost.getClass().getSimpleName());
  }
}
