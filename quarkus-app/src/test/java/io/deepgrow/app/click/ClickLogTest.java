package io.deepgrow.app.click;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.inference.ClickExtent;
import io.deepgrow.inference.ClickKind;
import io.deepgrow.volume.GridSize;
import io.deepgrow.volume.Spacing;
import io.deepgrow.volume.VolumeGeometry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClickLogTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(100, 100, 50), new Spacing(0.75, 0.75, 2.5));

  private static ClickRow row(ClickKind kind, int i, int j, int k) {
    ClickRow row = new ClickRow();
    row.kind = kind;
    row.i = i;
    row.j = j;
    row.k = k;
    row.createdAt = Instant.parse("2026-01-02T03:04:05.678901Z");
    return row;
  }

  @Test
  void hasALineForEachClick() {
    ClickRow flat = row(ClickKind.NEGATIVE, 2, 1, 4);
    flat.extent = ClickExtent.SLICE;
    List<ClickRow> rows = List.of(row(ClickKind.POSITIVE, 10, 20, 30), flat);
    assertThat(ClickLog.text(rows, false, GRID, 1000))
        .isEqualTo(
            """
            Clicks, LPS mm, UTC:
            + 7.5 15.0 75.0 2026-01-02T03:04:05.678Z
            - 1.5 0.8 10.0 2026-01-02T03:04:05.678Z slice""");
  }

  @Test
  void saysThatAMaskWasThere() {
    assertThat(ClickLog.text(List.of(), true, GRID, 1000))
        .isEqualTo("Clicks, LPS mm, UTC:\n(on a mask that was there before)");
  }

  @Test
  void keepsTheLastOfVeryManyAndSaysHowManyAreMissing() {
    List<ClickRow> rows = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      rows.add(row(ClickKind.POSITIVE, n, n, n));
    }
    String text = ClickLog.text(rows, true, GRID, 500);
    assertThat(text.length()).isLessThanOrEqualTo(500);
    long lines = text.lines().filter(line -> line.startsWith("+")).count();
    assertThat(text).contains("(" + (50 - lines) + " earlier ones left out)");
    assertThat(text).contains("+ 36.8 36.8 122.5").doesNotContain("+ 0.0 0.0 0.0");
  }
}
