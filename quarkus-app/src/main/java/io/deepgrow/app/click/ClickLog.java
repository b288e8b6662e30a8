package io.deepgrow.app.click;

import io.deepgrow.app.mask.StartMaskStore;
import io.deepgrow.app.segment.SegmentSnapshot;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The clicks of a segment as text that goes with a stored result: a line for each click that
 * counts, with its sign, its place in LPS mm, its time, and {@code slice} where it counts in its
 * slice only.
 */
@ApplicationScoped
public class ClickLog {

  private static final String TITLE = "Clicks, LPS mm, UTC:";
  private static final String MASK = "(on a mask that was there before)";

  private final ClickHistory history;
  private final StartMaskStore starts;

  ClickLog(ClickHistory history, StartMaskStore starts) {
    this.history = history;
    this.starts = starts;
  }

  /**
   * The log; of very many clicks the last ones, and how many are left out.
   *
   * @param origin the line at its end, which says what made the mask of them
   */
  public String text(SegmentSnapshot segment, VolumeGeometry geometry, String origin) {
    return QuarkusTransaction.requiringNew()
        .call(
            () ->
                text(
                        history.recorded(segment),
                        starts.latest(segment.id()).isPresent(),
                        geometry,
                        SegAlgorithm.MAX_PARAMETERS - origin.length() - 1)
                    + "\n"
                    + origin);
  }

  static String text(List<RecordedClick> rows, boolean started, VolumeGeometry geometry, int most) {
    List<String> head = new ArrayList<>(List.of(TITLE));
    if (started) {
      head.add(MASK);
    }
    List<String> lines = new ArrayList<>();
    int room = most - String.join("\n", head).length() - 40;
    int from = rows.size();
    while (from > 0) {
      String line = line(rows.get(from - 1), geometry);
      if (line.length() + 1 > room) {
        break;
      }
      room -= line.length() + 1;
      lines.add(0, line);
      from--;
    }
    if (from > 0) {
      head.add("(" + from + " earlier ones left out)");
    }
    head.addAll(lines);
    return String.join("\n", head);
  }

  private static String line(RecordedClick row, VolumeGeometry geometry) {
    PatientPoint at = geometry.toPatient(row.click().voxel());
    return String.format(
        Locale.ROOT,
        "%s %.1f %.1f %.1f %s%s",
        row.click().isPositive() ? "+" : "-",
        at.x(),
        at.y(),
        at.z(),
        row.createdAt().truncatedTo(ChronoUnit.MILLIS),
        row.click().extent() == ClickExtent.SLICE ? " slice" : "");
  }
}
