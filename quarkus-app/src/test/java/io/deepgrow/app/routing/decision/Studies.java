package io.deepgrow.app.routing.decision;

import io.deepgrow.app.connection.ConnectionId;
import io.deepgrow.app.routing.sighting.SightedSeries;
import io.deepgrow.app.routing.sighting.SightedStudy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Sighted studies of tests. */
public final class Studies {

  private Studies() {}

  public static SightedSeries series(String uid, String modality, int instances, String thickness) {
    return series(uid, modality, instances, Map.of("SliceThickness", thickness), false, true);
  }

  public static SightedSeries series(
      String uid,
      String modality,
      int instances,
      Map<String, String> attributes,
      boolean derived,
      boolean fresh) {
    return new SightedSeries(uid, modality, instances, attributes, derived, fresh);
  }

  public static SightedStudy study(String uid, boolean late, SightedSeries... series) {
    return new SightedStudy(
        UUID.nameUUIDFromBytes(uid.getBytes(StandardCharsets.UTF_8)),
        ConnectionId.DEFAULT,
        "default",
        uid,
        "digest of " + uid,
        Map.of("StudyDescription", "CT Abdomen", "StudyDate", "20261128"),
        List.of(series),
        Instant.parse("2026-11-29T10:00:00Z"),
        late);
  }

  /** A thick and a thin series of an abdomen, and a Segmentation that was made of one. */
  public static SightedStudy abdomen(String uid) {
    return study(
        uid,
        false,
        series(uid + ".1", "CT", 40, "5"),
        series(uid + ".2", "CT", 300, "1.25"),
        series(uid + ".3", "SEG", 1, Map.of(), true, true));
  }
}
