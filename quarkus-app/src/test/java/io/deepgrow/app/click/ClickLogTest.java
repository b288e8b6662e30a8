package io.deepgrow.app.click;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.click.ClickExtent;
import io.deepgrow.inference.click.ClickKind;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClickLogTest {

  private static final VolumeGeometry GRID =
      VolumeGeometry.axial(new GridSize(100, 100, 50), new Spacing(0.75, 0.75, 2.5));

  private static RecordedClick row(ClickKind kind, int i, int j, int k, ClickExtent extent) {
    Click click = new Click(kind, new VoxelIndex(i, j, k), extent);
    return new RecordedClick(1, click, Instant.parse("2026-01-02T03:04:05.678901Z"));
  }

  private static RecordedClick row(int i, int j, int k) {
    return row(ClickKind.POSITIVE, i, j, k, ClickExtent.VOLUME);
  }

  @Test
  void hasALineForEachClick() {
    RecordedClick flat = row(ClickKind.NEGATIVE, 2, 1, 4, ClickExtent.SLICE);
    List<RecordedClick> rows = List.of(row(10, 20, 30), flat);
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
    List<RecordedClick> rows = new ArrayList<>();
    for (int n = 0; n < 50; n++) {
      rows.add(row(n, n, n));
    }
    String text = ClickLog.text(rows, true, GRID, 500);
    assertThat(text.length()).isLessThanOrEqualTo(500);
    long lines = text.lines().filter(line -> line.startsWith("+")).count();
    assertThat(text).contains("(" + (50 - lines) + " earlier ones left out)");
    assertThat(text).contains("+ 36.8 36.8 122.5").doesNotContain("+ 0.0 0.0 0.0");
  }
}
