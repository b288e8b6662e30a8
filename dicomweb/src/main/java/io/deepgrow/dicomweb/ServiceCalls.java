package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.json.DicomJson;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Calls below a root of a service that go beyond QIDO, WADO and STOW, with the patience, limits and
 * credentials of its configuration.
 */
public final class ServiceCalls {

  private static final String DICOM_JSON = "application/dicom+json";
  private static final String JSON = "application/json";

  /**
   * What a call that changes something was answered with.
   *
   * @param words of the service's Warning header or error message, without patient data
   * @param location value of the Location header; empty where there is none
   */
  public record Reply(int status, String words, String location) {

    /**
     * Nothing, where the call succeeded.
     *
     * @throws DicomWebException by the status
     */
    public void require(String what) {
      if (status != 201 && status != 202 && status != 204) {
        Statuses.require(status, what);
      }
    }
  }

  /** Reads a body of bounded length. */
  @FunctionalInterface
  public interface BodyReader<T> {
    T read(InputStream body) throws IOException;
  }

  /** A call that is not repeated when its answer is lost. */
  @FunctionalInterface
  private interface Call {
    Answer send() throws IOException;
  }

  private final DicomWebConfig config;
  private final HttpCalls http;
  private final QidoSearch search;

  /**
   * Calls below a root, which may be another than those of the archive.
   *
   * @param root http or https
   */
  public ServiceCalls(DicomWebConfig config, URI root) {
    this.config = config;
    this.http = new HttpCalls(config).at(root);
    this.search = new QidoSearch(new JsonCalls(config, http), false);
  }

  /**
   * The rows of a search, at most so many.
   *
   * @throws DicomWebException {@code dicomweb.not_found} where there is no such service, and as of
   *     every search
   */
  public List<DicomObject> search(String path, Map<String, String> matching, int atMost) {
    return search.find(path, new QidoQuery(matching, List.of()), atMost, http.deadline()).rows();
  }

  /**
   * One data set; empty when it is no more.
   *
   * @param what is done, for errors
   * @throws DicomWebException {@code dicomweb.bad_json}, {@code dicomweb.broken_transfer}, or that
   *     of the status
   */
  public Optional<DicomObject> find(String path, String what) {
    try (Answer answer = http.get(path, DICOM_JSON, http.deadline())) {
      if (answer.status() == 404 || answer.status() == 410) {
        return Optional.empty();
      }
      Statuses.require(answer, what);
      return DicomJson.read(new BoundedInput(answer.body(), config.maxJsonBytes()), config.limits())
          .stream()
          .findFirst();
    } catch (IOException e) {
      throw broken(what, e);
    } catch (DicomException e) {
      throw new DicomWebException(
          "dicomweb.bad_json", "The answer to a " + what + " is no DICOM JSON", e);
    }
  }

  /**
   * What is read of a document in JSON.
   *
   * @param most bytes of it
   * @throws DicomWebException {@code dicomweb.broken_transfer}, or that of the status
   */
  public <T> T read(String path, String what, int most, BodyReader<T> reader) {
    try (Answer answer = http.get(path, JSON, http.deadline())) {
      Statuses.require(answer, what);
      return reader.read(new BoundedInput(answer.body(), most));
    } catch (IOException e) {
      throw broken(what, e);
    }
  }

  private static DicomWebException broken(String what, IOException e) {
    return new DicomWebException(
        "dicomweb.broken_transfer", "The answer to a " + what + " broke off", e);
  }

  /**
   * Posts a data set, once.
   *
   * @throws DicomWebException {@code dicomweb.unreachable} where no answer came
   */
  public Reply post(String path, DicomObject object) {
    return sent(() -> http.post(path, DICOM_JSON, DICOM_JSON, () -> body(object), http.deadline()));
  }

  /** Posts nothing but the path, once, as {@link #post(String, DicomObject)}. */
  public Reply post(String path) {
    return sent(() -> http.post(path, JSON, JSON, BodyPublishers::noBody, http.deadline()));
  }

  /** Puts a data set, once, as {@link #post(String, DicomObject)}. */
  public Reply put(String path, DicomObject object) {
    return sent(() -> http.put(path, DICOM_JSON, DICOM_JSON, () -> body(object), http.deadline()));
  }

  private static Reply sent(Call call) {
    try (Answer answer = call.send()) {
      return new Reply(
          answer.status(),
          StowResponse.explanation(answer.warnings(), answer.text()),
          answer.location());
    } catch (IOException e) {
      throw new DicomWebException("dicomweb.unreachable", "The service does not answer", e);
    }
  }

  private static BodyPublisher body(DicomObject object) {
    ByteArrayOutputStream json = new ByteArrayOutputStream();
    try {
      DicomJson.write(List.of(object), json);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return BodyPublishers.ofByteArray(json.toByteArray());
  }
}
