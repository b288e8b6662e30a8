package io.deepgrow.dimse.web;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import io.deepgrow.dimse.held.HeldObjects;
import io.deepgrow.dimse.node.PacsCalls;
import io.deepgrow.dimse.node.PacsCalls.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers searches from the PACS, or from what is held where there is none. */
final class Searches {

  private final HeldObjects held;
  private final Optional<PacsCalls> pacs;

  Searches(HeldObjects held, Optional<PacsCalls> pacs) {
    this.held = held;
    this.pacs = pacs;
  }

  /** The page of answers that is asked for. */
  List<DicomObject> answers(Search search) {
    int most = (int) Math.min(Search.MOST, (long) search.offset() + search.limit());
    List<DicomObject> found =
        pacs.isPresent() ? asked(pacs.get(), search, most) : HeldSearch.of(held.all(), search);
    int from = Math.min(search.offset(), found.size());
    return found.subList(from, Math.min(found.size(), from + search.limit()));
  }

  /** Below the study a PACS needs the unique keys of the levels above (PS3.4 C.4.1.3.1). */
  private static List<DicomObject> asked(PacsCalls calls, Search search, int most) {
    List<DicomObject> searches = List.of(search.keys());
    if (search.level() != Level.STUDY) {
      searches = parents(calls, searches, Level.STUDY, Tag.STUDY_INSTANCE_UID);
    }
    if (search.level() == Level.IMAGE) {
      searches = parents(calls, searches, Level.SERIES, Tag.SERIES_INSTANCE_UID);
    }
    List<DicomObject> found = new ArrayList<>();
    for (DicomObject keys : searches) {
      if (found.size() < most) {
        found.addAll(calls.find(search.level(), keys, most - found.size()));
      }
    }
    return found;
  }

  /** The same keys once for each parent, unless they name it. */
  private static List<DicomObject> parents(
      PacsCalls calls, List<DicomObject> searches, Level level, int uid) {
    List<DicomObject> narrowed = new ArrayList<>();
    for (DicomObject keys : searches) {
      if (keys.string(uid).isPresent()) {
        narrowed.add(keys);
        continue;
      }
      DicomObject parent = new DicomObject().setEmpty(uid);
      if (level == Level.SERIES) {
        parent.copy(keys, Tag.STUDY_INSTANCE_UID);
      }
      for (DicomObject found : calls.find(level, parent, Search.MOST)) {
        found.string(uid).ifPresent(value -> narrowed.add(keys.deepCopy().setString(uid, value)));
      }
    }
    return narrowed;
  }
}
