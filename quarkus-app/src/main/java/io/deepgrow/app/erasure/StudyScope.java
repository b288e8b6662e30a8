package io.deepgrow.app.erasure;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What belongs to a study, as far as its rows are reached by it.
 *
 * @param series its series, of the PACS and of uploads
 * @param sessions its annotation sessions
 * @param segments of those sessions
 * @param uploads whose files lie on disk
 */
record StudyScope(
    String study,
    Set<String> series,
    List<UUID> sessions,
    List<Long> segments,
    List<UUID> uploads) {

  StudyScope {
    series = Set.copyOf(series);
    sessions = List.copyOf(sessions);
    segments = List.copyOf(segments);
    uploads = List.copyOf(uploads);
  }

  String sessionList() {
    return sessions.stream().map(UUID::toString).collect(Collectors.joining(","));
  }

  String seriesList() {
    return String.join(",", series);
  }
}
