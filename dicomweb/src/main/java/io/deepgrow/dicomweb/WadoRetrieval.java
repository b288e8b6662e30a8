package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.part10.DicomReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Retrieves objects as Part 10 (PS3.18 10.4), in whatever way the service sends them. */
final class WadoRetrieval {

  static final String STORED_SYNTAX = "*";
  static final String EXPLICIT_LITTLE = "1.2.840.10008.1.2.1";

  /** How an object is read from its stream. */
  @FunctionalInterface
  interface Reading {
    DicomFile read(InputStream in) throws IOException;
  }

  private final HttpCalls http;
  private final DicomLimits limits;

  WadoRetrieval(HttpCalls http, DicomLimits limits) {
    this.http = http;
    this.limits = limits;
  }

  DicomFile whole(InputStream in) throws IOException {
    return DicomReader.read(in, limits);
  }

  DicomFile header(InputStream in) throws IOException {
    return DicomReader.readHeader(in, limits);
  }

  /** Every object of a resource, as it comes. */
  void all(String path, Consumer<DicomFile> sink, Deadline deadline) {
    try (Answer answer = http.get(path, multipart(STORED_SYNTAX), deadline)) {
      Statuses.require(answer, "retrieval");
      if (isSinglePart(answer)) {
        sink.accept(whole(answer.body()));
        return;
      }
      MultipartReader reader = MultipartReader.of(answer.body(), answer.contentType());
      for (Optional<MultipartReader.Part> part = reader.next();
          part.isPresent();
          part = reader.next()) {
        sink.accept(whole(part.get().body()));
      }
    } catch (IOException e) {
      throw broken(e);
    }
  }

  /**
   * One object; a second one in the answer is not looked at.
   *
   * @throws DicomWebException {@code dicomweb.not_acceptable} when the service can't send it so
   */
  DicomFile one(
      String series, SopInstanceUid instance, String syntax, Reading reading, Deadline deadline) {
    String path = series + "/instances/" + instance;
    int status = 406;
    // services differ in which of the two they understand
    for (String accept :
        List.of(multipart(syntax), "application/dicom; transfer-syntax=" + syntax)) {
      try (Answer answer = http.get(path, accept, deadline)) {
        status = answer.status();
        if (status == 400 || status == 406) {
          continue;
        }
        Statuses.require(answer, "retrieval");
        DicomFile file = reading.read(first(answer));
        if (file.sopInstanceUid().equals(instance)) {
          return file;
        }
      } catch (IOException e) {
        throw broken(e);
      }
    }
    throw new DicomWebException(
        "dicomweb.not_acceptable",
        status,
        "The DICOMweb service can't send instance " + instance + " so");
  }

  private InputStream first(Answer answer) throws IOException {
    if (isSinglePart(answer)) {
      return answer.body();
    }
    return MultipartReader.of(answer.body(), answer.contentType())
        .next()
        .orElseThrow(
            () ->
                new DicomWebException(
                    "dicomweb.broken_transfer", 0, "A retrieval brought no object"))
        .body();
  }

  private static boolean isSinglePart(Answer answer) {
    return answer.contentType().matches("(?is)\\s*application/dicom\\s*(;.*)?");
  }

  private static String multipart(String syntax) {
    return "multipart/related; type=\"application/dicom\"; transfer-syntax=" + syntax;
  }

  private static DicomWebException broken(IOException e) {
    return new DicomWebException("dicomweb.broken_transfer", "A retrieval broke off", e);
  }
}
