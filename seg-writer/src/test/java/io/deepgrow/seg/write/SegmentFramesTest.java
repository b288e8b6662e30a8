package io.deepgrow.seg.write;

import static org.assertj.core.api.Assertions.assertThat;

import io.deepgrow.seg.FrameBitWriter;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SegmentFramesTest {

  private final Mask mask =
      Mask.empty(VolumeGeometry.axial(new GridSize(21, 22, 7), Spacing.isotropic(1)));

  @Test
  void keepsRunsOfSlicesThatHaveAVoxel() {
    mask.set(new VoxelIndex(20, 21, 0), true);
    mask.set(new VoxelIndex(0, 0, 3), true);
    mask.set(new VoxelIndex(7, 9, 4), true);
    mask.set(new VoxelIndex(20, 21, 6), true);

    SegmentFrames frames = frames(true);

    assertThat(frames.runs())
        .containsExactly(new FrameRun(0, 1), new FrameRun(3, 2), new FrameRun(6, 1));
    assertThat(frames.count()).isEqualTo(4);
  }

  @Test
  void keepsEverySliceWhenEmptyFramesAreWanted() {
    mask.set(new VoxelIndex(0, 0, 3), true);

    assertThat(frames(false).runs()).containsExactly(new FrameRun(0, 7));
  }

  @Test
  void hasNoFrameWithoutAVoxel() {
    assertThat(frames(true).isEmpty()).isTrue();
    assertThat(frames(false).isEmpty()).isTrue();
  }

  @Property
  void findsASingleVoxelInItsSliceWhateverTheMatrix(
      @ForAll @IntRange(min = 1, max = 70) int columns,
      @ForAll @IntRange(min = 1, max = 9) int rows,
      @ForAll @IntRange(min = 1, max = 9) int slices,
      @ForAll long seed) {
    Mask one =
        Mask.empty(VolumeGeometry.axial(new GridSize(columns, rows, slices), Spacing.isotropic(1)));
    int flat = new Random(seed).nextInt(columns * rows * slices);
    one.set(flat, true);

    assertThat(SegmentFrames.of(segment(one), true).runs())
        .containsExactly(new FrameRun(flat / (columns * rows), 1));
  }

  @Test
  void writesItsSlicesOnly() throws IOException {
    mask.set(new VoxelIndex(1, 0, 2), true);
    mask.set(new VoxelIndex(3, 0, 5), true);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FrameBitWriter writer = new FrameBitWriter(out);

    frames(true).writeTo(writer);

    assertThat(writer.finish()).isEqualTo(116);
    assertThat(BitSet.valueOf(out.toByteArray()).stream()).containsExactly(1, 462 + 3);
  }

  @Test
  void findsOverlapOnlyWhereAVoxelIsShared() {
    Mask other = Mask.empty(mask.geometry());
    Mask third = Mask.empty(mask.geometry());
    mask.set(5, true);
    other.set(6, true);
    third.set(1000, true);
    assertThat(SegmentsOverlap.of(List.of(mask))).isEqualTo(SegmentsOverlap.NO);
    assertThat(SegmentsOverlap.of(List.of(mask, other, third))).isEqualTo(SegmentsOverlap.NO);

    third.set(6, true);

    assertThat(SegmentsOverlap.of(List.of(mask, other, third))).isEqualTo(SegmentsOverlap.YES);
    assertThat(mask.count()).isEqualTo(1);
  }

  private SegmentFrames frames(boolean omitEmptyFrames) {
    return SegmentFrames.of(segment(mask), omitEmptyFrames);
  }

  private static SegSegment segment(Mask mask) {
    StructureCode liver = Terminology.standard().find("liver").orElseThrow();
    return SegSegment.of(1, liver, mask, SegAlgorithm.manual());
  }
}
