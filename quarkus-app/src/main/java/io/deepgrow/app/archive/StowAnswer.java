package io.deepgrow.app.archive;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.ArrayList;
import java.util.List;

/** The answer to a STOW-RS request (PS3.18 10.5.3 and I.2). */
final class StowAnswer {

  private final ArchiveUrls urls;
  private final List<DicomObject> stored = new ArrayList<>();
  private final List<DicomObject> failed = new ArrayList<>();
  private final List<DicomObject> unidentified = new ArrayList<>();

  StowAnswer(ArchiveUrls urls) {
    this.urls = urls;
  }

  void add(StoreResult result) {
    if (result instanceof StoreResult.Stored ok) {
      addStored(ok.instance());
    } else if (result instanceof StoreResult.AlreadyThere there) {
      addStored(there.instance());
    } else if (result instanceof StoreResult.Refused refused) {
      addRefused(refused);
    }
  }

  /** 200 when all are stored, 202 when some are, 409 when none is. */
  int status() {
    if (failed.isEmpty() && unidentified.isEmpty()) {
      return 200;
    }
    return stored.isEmpty() ? 409 : 202;
  }

  DicomObject body() {
    DicomObject body = new DicomObject();
    setItems(body, Tag.REFERENCED_SOP_SEQUENCE, stored);
    setItems(body, Tag.FAILED_SOP_SEQUENCE, failed);
    setItems(body, Tag.OTHER_FAILURES_SEQUENCE, unidentified);
    return body;
  }

  private void addStored(ArchivedInstance instance) {
    DicomObject item = new DicomObject();
    item.setString(Tag.REFERENCED_SOP_CLASS_UID, instance.sopClass());
    item.setString(Tag.REFERENCED_SOP_INSTANCE_UID, instance.instance().value());
    item.setString(Tag.RETRIEVE_URL, urls.of(instance));
    stored.add(item);
  }

  private void addRefused(StoreResult.Refused refused) {
    DicomObject item = new DicomObject();
    item.setInts(Tag.FAILURE_REASON, refused.reason());
    if (refused.sopInstance().isEmpty()) {
      unidentified.add(item);
      return;
    }
    item.setString(Tag.REFERENCED_SOP_CLASS_UID, refused.sopClass());
    item.setString(Tag.REFERENCED_SOP_INSTANCE_UID, refused.sopInstance());
    failed.add(item);
  }

  private static void setItems(DicomObject body, int tag, List<DicomObject> items) {
    if (!items.isEmpty()) {
      body.setItems(tag, items);
    }
  }
}
