package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomException;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.SopInstanceUid;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.json.DicomJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Sends one object to be stored. It counts as stored only when the answer lists it or a search
 * finds it; a search also follows a lost answer.
 */
final class StowStore {

  private final DicomLimits limits;
  private final JsonCalls json;

  StowStore(DicomLimits limits, JsonCalls json) {
    this.limits = limits;
    this.json = json;
  }

  /**
   * Sends once.
   *
   * @param exists whether a search finds the object
   */
  StoreOutcome store(
      StudyUid study,
      SopInstanceUid instance,
      byte[] part10,
      BooleanSupplier exists,
      Deadline deadline) {
    MultipartBody body = new MultipartBody(List.of(part10));
    do {
      Received received;
      try (Answer answer =
          json.post("/studies/" + study, body.contentType(), body::publisher, deadline)) {
        if (answer.status() == 406) {
          continue;
        }
        received = receive(answer);
      } catch (IOException | DicomWebException e) {
        return afterLostAnswer(exists, e);
      }
      try {
        // after the answer is closed: where one call at a time may go out, the search is the next
        return outcome(received, instance, exists);
      } catch (DicomWebException e) {
        return afterLostAnswer(exists, e);
      }
    } while (json.acceptOther());
    return StowResponse.failure(406, List.of(), "no JSON answer is to be had");
  }

  /** An answer as far as it could be read. */
  private record Received(
      int status, List<String> warnings, String text, List<DicomObject> objects) {}

  private Received receive(Answer answer) {
    String text = "";
    List<DicomObject> response = List.of();
    try {
      byte[] bytes = new BoundedInput(answer.body(), limits.maxValueBytes()).readAllBytes();
      text = new String(bytes, StandardCharsets.UTF_8);
      response = DicomJson.read(new ByteArrayInputStream(bytes), limits);
    } catch (IOException | DicomException e) {
      // an error page, or nothing: the status and QIDO decide
    }
    return new Received(answer.status(), answer.warnings(), text, response);
  }

  private static StoreOutcome outcome(
      Received received, SopInstanceUid instance, BooleanSupplier exists) {
    Optional<StoreOutcome.Stored> stored = StowResponse.stored(received.objects(), instance);
    if (stored.isPresent()) {
      return stored.get();
    }
    if (exists.getAsBoolean()) {
      return new StoreOutcome.Stored(List.of());
    }
    return StowResponse.failure(
        received.status(),
        StowResponse.reasons(received.objects()),
        StowResponse.explanation(received.warnings(), received.text()));
  }

  /** The object may have been stored although no answer came. */
  private static StoreOutcome afterLostAnswer(BooleanSupplier exists, Exception lost) {
    try {
      if (exists.getAsBoolean()) {
        return new StoreOutcome.Stored(List.of());
      }
    } catch (DicomWebException e) {
      return new StoreOutcome.Unreachable(e.code());
    }
    return new StoreOutcome.Unreachable(
        lost instanceof DicomWebException web ? web.code() : lost.getClass().getSimpleName());
  }
}
