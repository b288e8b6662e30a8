package io.deepgrow.dimse.web;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.StudyUid;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dicomweb.DicomWebException;
import io.deepgrow.dicomweb.MultipartReader;
import io.deepgrow.dimse.GatewayException;
import io.deepgrow.dimse.GatewayException.Code;
import io.deepgrow.dimse.held.HeldObject;
import io.deepgrow.dimse.held.HeldObjects;
import io.deepgrow.dimse.node.PacsCalls;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * STOW-RS (PS3.18 10.5): each object goes on to the PACS by C-STORE, or stays where there is none.
 */
final class Storing {

  private static final int ANOTHER_STUDY = 0xC409;
  private static final int CANNOT_UNDERSTAND = 0xC000;
  private static final int MOST_PARTS = 10_000;

  private final HeldObjects held;
  private final Optional<PacsCalls> pacs;
  private final long maxBytes;

  Storing(HeldObjects held, Optional<PacsCalls> pacs, long maxBytes) {
    this.held = held;
    this.pacs = pacs;
    this.maxBytes = maxBytes;
  }

  /**
   * What became of the objects of a request.
   *
   * @param stored with the status of each: 0, or 0xBxxx with a warning
   * @param failed with the reason of each
   */
  record Outcome(List<Item> stored, List<Item> failed) {

    /** One object; without class and instance when it can't be read. */
    record Item(String sopClass, String instance, int status) {

      DicomObject reference(int reasonTag) {
        DicomObject item = new DicomObject();
        if (!instance.isEmpty()) {
          item.setString(Tag.REFERENCED_SOP_CLASS_UID, sopClass);
          item.setString(Tag.REFERENCED_SOP_INSTANCE_UID, instance);
        }
        return status == 0 ? item : item.setInts(reasonTag, status);
      }
    }

    /** 200 when all are stored, 202 when some are, 409 when none is. */
    int httpStatus() {
      return failed.isEmpty() && !stored.isEmpty() ? 200 : stored.isEmpty() ? 409 : 202;
    }

    DicomObject answer() {
      DicomObject answer = new DicomObject();
      if (!stored.isEmpty()) {
        answer.setItems(
            Tag.REFERENCED_SOP_SEQUENCE,
            stored.stream().map(item -> item.reference(Tag.WARNING_REASON)).toList());
      }
      if (!failed.isEmpty()) {
        answer.setItems(
            Tag.FAILED_SOP_SEQUENCE,
            failed.stream().map(item -> item.reference(Tag.FAILURE_REASON)).toList());
      }
      return answer;
    }
  }

  /**
   * Stores the parts of a body.
   *
   * @param study that all must be of, if the URL names one
   * @throws GatewayException {@code gateway.bad_request} when it is no multipart body, {@code
   *     gateway.pacs_away}, {@code gateway.no_room}
   */
  Outcome store(InputStream body, String contentType, Optional<StudyUid> study) throws IOException {
    Outcome outcome = new Outcome(new ArrayList<>(), new ArrayList<>());
    try {
      MultipartReader reader = MultipartReader.of(body, contentType);
      for (int n = 0; n < MOST_PARTS; n++) {
        Optional<MultipartReader.Part> part = reader.next();
        if (part.isEmpty()) {
          return outcome;
        }
        add(part.get().body(), study, outcome);
      }
    } catch (DicomWebException e) {
      throw new GatewayException(Code.BAD_REQUEST, "The body is no multipart/related one", e);
    }
    throw new GatewayException(Code.TOO_LARGE, "More than " + MOST_PARTS + " objects at once");
  }

  private void add(InputStream part, Optional<StudyUid> study, Outcome outcome) throws IOException {
    Path file = held.newPart();
    try {
      copy(part, file);
      HeldObject object;
      try {
        object = held.described(file);
      } catch (GatewayException e) {
        outcome.failed().add(new Outcome.Item("", "", CANNOT_UNDERSTAND));
        return;
      }
      int status =
          study.isPresent() && !study.get().equals(object.study()) ? ANOTHER_STUDY : kept(object);
      boolean stored = status == 0 || (status & 0xF000) == 0xB000;
      (stored ? outcome.stored() : outcome.failed())
          .add(new Outcome.Item(object.sopClass(), object.instance().value(), status));
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private int kept(HeldObject object) throws IOException {
    if (pacs.isPresent()) {
      return pacs.get().store(object);
    }
    held.add(object);
    return 0;
  }

  private void copy(InputStream part, Path file) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long written = 0;
    try (OutputStream out = Files.newOutputStream(file)) {
      for (int n = part.read(buffer); n >= 0; n = part.read(buffer)) {
        written += n;
        if (written > maxBytes) {
          throw new GatewayException(
              Code.TOO_LARGE, "An object has more than " + maxBytes + " bytes");
        }
        out.write(buffer, 0, n);
      }
    }
  }
}
