package io.deepgrow.dicomweb;

import io.deepgrow.dicom.DicomObject;
import io.deepgrow.dicom.Tag;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Searches page by page until a page brings nothing new: a service may give fewer rows than
 * requested, ignore the offset, or refuse a limit that is too high for it.
 */
final class QidoSearch {

  /** Rows to request, tried in this order; 200 is what Azure allows, 0 leaves it to the service. */
  private static final int[] LIMITS = {1000, 200, 100, 50, 0};

  private static final int MAX_RESULTS = 100_000;

  /**
   * What a search found.
   *
   * @param complete false when the service said there is more but would not give it
   */
  record Found(List<DicomObject> rows, boolean complete) {
    Found {
      rows = List.copyOf(rows);
    }
  }

  private record Page(List<DicomObject> rows, boolean moreToCome) {}

  private final JsonCalls json;
  private final boolean notFoundIsEmpty;
  private volatile int limit;

  /** Searches of an archive, some of which say 404 where nothing matches. */
  QidoSearch(JsonCalls json) {
    this(json, true);
  }

  /**
   * Searches.
   *
   * @param notFoundIsEmpty whether 404 means that nothing matches, or that there is no such service
   */
  QidoSearch(JsonCalls json, boolean notFoundIsEmpty) {
    this.json = json;
    this.notFoundIsEmpty = notFoundIsEmpty;
  }

  /**
   * The rows of a search, each once.
   *
   * @param atMost stops once there are so many
   * @throws DicomWebException {@code dicomweb.too_many_results} above 100 000 rows
   */
  Found find(String path, QidoQuery query, int atMost, Deadline deadline) {
    List<DicomObject> rows = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    int offset = 0;
    boolean moreToCome = false;
    while (true) {
      Page page = page(path, query, offset, deadline);
      boolean isNew = addNew(page.rows(), rows, seen);
      if (rows.size() >= atMost) {
        return new Found(rows.subList(0, atMost), true);
      }
      if (page.rows().isEmpty() || !isNew) {
        return new Found(rows, !moreToCome);
      }
      if (rows.size() > MAX_RESULTS) {
        throw new DicomWebException(
            "dicomweb.too_many_results",
            0,
            "A search has more than " + MAX_RESULTS + " results; search for less");
      }
      moreToCome = page.moreToCome();
      if (rows.size() == 1 && !moreToCome) {
        // one match of a search for a UID: no service holds back all but one row
        return new Found(rows, true);
      }
      offset += page.rows().size();
    }
  }

  /** Adds the rows that are not there yet; false when there are none. */
  private static boolean addNew(List<DicomObject> page, List<DicomObject> rows, Set<String> seen) {
    boolean isNew = false;
    for (int n = 0; n < page.size(); n++) {
      String key = key(page.get(n));
      // rows without a UID are told apart by their place on a page of their own
      if (seen.add(key.isEmpty() ? n + page.toString() : key)) {
        rows.add(page.get(n));
        isNew = true;
      }
    }
    return isNew;
  }

  private static String key(DicomObject row) {
    StringBuilder key = new StringBuilder();
    for (int tag :
        new int[] {Tag.STUDY_INSTANCE_UID, Tag.SERIES_INSTANCE_UID, Tag.SOP_INSTANCE_UID}) {
      row.string(tag).ifPresent(uid -> key.append(uid).append('/'));
    }
    return key.toString();
  }

  private Page page(String path, QidoQuery query, int offset, Deadline deadline) {
    for (int index = limit; ; index++) {
      try (Answer answer = json.get(path + query.text(offset, LIMITS[index]), deadline)) {
        int status = answer.status();
        if (status == 204 || (status == 404 && notFoundIsEmpty)) {
          return new Page(List.of(), false);
        }
        boolean tooHigh = status == 400 || status == 413 || status == 422;
        if (tooHigh && index < LIMITS.length - 1) {
          continue;
        }
        Page page = new Page(json.read(answer, "search"), answer.saysThereAreMore());
        limit = index;
        return page;
      }
    }
  }
}
