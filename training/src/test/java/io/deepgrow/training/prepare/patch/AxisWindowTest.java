package io.deepgrow.training.prepare.patch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisWindowTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "small organ k, 50, 80, 160, 1, 128",
    "small organ j, 100, 180, 300, 76, 128",
    "odd box i, 90, 151, 320, 56, 128",
    "low border k, 0, 30, 160, 0, 128",
    "large organ k, 20, 120, 160, 6, 128",
    "large organ j, 60, 220, 300, 60, 160",
    "exactly the window, 10, 138, 160, 10, 128",
    "high border k, 130, 158, 160, 32, 128",
    "high border i, 280, 318, 320, 192, 128"
  })
  void followsTheRecommendedRule(String name, int begin, int end, int size, int start, int length) {
    assertThat(AxisWindow.around(begin, end, size, 128)).isEqualTo(new AxisWindow(start, length));
  }

  @ParameterizedTest
  @CsvSource({"48, -40, 128", "127, 0, 128", "128, 0, 128"})
  void putsAShortAxisIntoTheMiddle(int size, int start, int length) {
    assertThat(AxisWindow.around(5, 20, size, 128)).isEqualTo(new AxisWindow(start, length));
  }

  @Property
  void holdsTheBoxAndStaysInside(
      @ForAll @IntRange(min = 1, max = 400) int size,
      @ForAll @IntRange(max = 399) int a,
      @ForAll @IntRange(max = 399) int b,
      @ForAll @IntRange(min = 8, max = 160) int edge) {
    int begin = Math.min(a, b) % size;
    int end = Math.max(begin + 1, Math.min(size, Math.max(a, b) + 1));

    AxisWindow window = AxisWindow.around(begin, end, size, edge);

    assertThat(window.length()).isEqualTo(Math.max(edge, end - begin));
    assertThat(window.start()).isLessThanOrEqualTo(begin);
    assertThat(window.start() + window.length()).isGreaterThanOrEqualTo(end);
    if (window.length() <= size) {
      assertThat(window.start()).isNotNegative();
      assertThat(window.start() + window.length()).isLessThanOrEqualTo(size);
      assertThat(window.filled(size, edge)).isEqualTo(edge);
    } else {
      assertThat(window.filled(size, edge)).isEqualTo(size);
      assertThat(window.padding() + size).isLessThanOrEqualTo(edge);
    }
  }

  @Property
  void tilesCoverTheBoxWithoutGaps(
      @ForAll @IntRange(max = 50) int begin,
      @ForAll @IntRange(min = 1, max = 500) int length,
      @ForAll @IntRange(min = 8, max = 128) int edge) {
    List<AxisWindow> tiles = AxisWindow.tiles(begin, begin + length, 1000, edge);

    assertThat(tiles).hasSize(Math.max(1, (length + edge - 1) / edge));
    assertThat(tiles.get(0).start()).isLessThanOrEqualTo(begin);
    AxisWindow last = tiles.get(tiles.size() - 1);
    assertThat(last.start() + last.length()).isGreaterThanOrEqualTo(begin + length);
    for (int n = 1; n < tiles.size(); n++) {
      assertThat(tiles.get(n).length()).isEqualTo(edge);
      assertThat(tiles.get(n).start() - tiles.get(n - 1).start()).isBetween(1, edge);
    }
  }
}
