package io.deepgrow.app.mask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class BoxBitsTest {

  @Property(tries = 200)
  void bytesComeBackAsTheyWere(@ForAll byte[] bytes) {
    assertThat(BoxBits.inflate(BoxBits.deflate(bytes), bytes.length)).isEqualTo(bytes);
  }

  @Test
  void whatDoesNotPackComesBackTooThoughItIsLongerThanOneBuffer() {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);

    byte[] packed = BoxBits.deflate(noise);

    assertThat(packed).hasSizeGreaterThan(1 << 14);
    assertThat(BoxBits.inflate(packed, noise.length)).isEqualTo(noise);
  }

  @Test
  void aRowThatWasCutIsToldAndNotFilledUpWithNothing() {
    byte[] packed = BoxBits.deflate(new byte[] {1, 2, 3, 4, 5, 6, 7, 8});

    assertThatThrownBy(() -> BoxBits.inflate(Arrays.copyOf(packed, packed.length - 7), 8))
        .isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> BoxBits.inflate(packed, 9))
        .hasMessage("A stored mask is shorter than its box");
    assertThatThrownBy(() -> BoxBits.inflate(new byte[0], 1))
        .hasMessage("A stored mask is shorter than its box");
  }

  @Test
  void aRowThatIsNoDeflatedDataIsToldToBeDamaged() {
    assertThatThrownBy(() -> BoxBits.inflate(new byte[] {9, 9, 9, 9}, 4))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("A stored mask is damaged");
  }

  @Property(tries = 100)
  void aBoxComesBackFromItsText(
      @ForAll @IntRange(max = 511) int i,
      @ForAll @IntRange(max = 511) int j,
      @ForAll @IntRange(max = 9999) int k,
      @ForAll @IntRange(min = 1, max = 500) int edge) {
    VoxelBox box =
        new VoxelBox(new VoxelIndex(i, j, k), new VoxelIndex(i + edge, j + 2 * edge, k + 3 * edge));

    assertThat(BoxBits.box(BoxBits.text(box))).isEqualTo(box);
    assertThat(BoxBits.text(box)).hasSizeLessThanOrEqualTo(80);
  }
}
