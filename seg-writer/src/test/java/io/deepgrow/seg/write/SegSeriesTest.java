package io.deepgrow.seg.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.dicom.DicomLimits;
import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.part10.DicomReader;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.SegContent;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.series.CtWriter;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.PatientModule;
import io.deepgrow.series.SeriesLoader;
import io.deepgrow.volume.grid.Direction;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.PatientPoint;
import io.deepgrow.volume.grid.Spacing;
import io.deepgrow.volume.grid.Vector3;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

/** From CT files to a SEG and back, in any orientation. */
class SegSeriesTest {

  @Property(tries = 40)
  void keepsEveryVoxelInItsPlaceWhateverTheOrientation(
      @ForAll @DoubleRange(min = -3, max = 3) double turn,
      @ForAll @DoubleRange(min = -3, max = 3) double tilt,
      @ForAll long seed)
      throws IOException {
    Random random = new Random(seed);
    LoadedSeries series = series(grid(turn, tilt, random), random);
    Mask mask = Mask.empty(series.volume().geometry());
    for (int n = 0; n < 40; n++) {
      mask.set(random.nextInt(mask.size().arrayLength()), true);
    }

    SegContent content =
        new SegReader(SegReadOptions.standard()).read(write(series, mask), SourceGrid.of(series));

    assertThat(content.segments()).hasSize(1);
    assertThat(content.segments().get(0).mask().sameVoxels(mask)).isTrue();
    SegContent byPosition =
        new SegReader(SegReadOptions.standard())
            .read(write(series, mask), SourceGrid.ofPositions(series.volume().geometry()));
    assertThat(byPosition.segments().get(0).mask().sameVoxels(mask)).isTrue();
  }

  @Property(tries = 40)
  void measuresTheStepOfTheSlices(
      @ForAll @DoubleRange(min = -3, max = 3) double turn, @ForAll long seed) {
    Random random = new Random(seed);
    LoadedSeries series = series(grid(turn, 0.3, random), random);

    assertThat(SourceGrid.of(series).medianStep())
        .isCloseTo(series.volume().geometry().spacing().k(), within(1e-6));
  }

  private static DicomFile write(LoadedSeries series, Mask mask) throws IOException {
    SegOutcome outcome =
        new WrittenSeg()
            .writer()
            .write(
                series,
                List.of(
                    SegSegment.of(1, WrittenSeg.structure("liver"), mask, SegAlgorithm.manual())));
    SegInstance instance = ((SegOutcome.Written) outcome).instances().get(0);
    return DicomReader.read(instance.bytes(), DicomLimits.standard());
  }

  private static VolumeGeometry grid(double turn, double tilt, Random random) {
    Vector3 row = new Vector3(Math.cos(turn), Math.sin(turn), 0);
    Vector3 across = new Vector3(-Math.sin(turn), Math.cos(turn), 0);
    Vector3 column = across.times(Math.cos(tilt)).plus(new Vector3(0, 0, Math.sin(tilt)));
    return new VolumeGeometry(
        new GridSize(3 + random.nextInt(20), 3 + random.nextInt(20), 2 + random.nextInt(6)),
        new Spacing(0.5 + random.nextDouble(), 0.5 + random.nextDouble(), 1 + random.nextDouble()),
        new PatientPoint(random.nextDouble() * 500 - 250, 31.25, random.nextDouble() * -1000),
        Direction.ofRowAndColumn(row, column));
  }

  private static LoadedSeries series(VolumeGeometry grid, Random random) {
    Volume volume = Volume.of(grid, new short[grid.size().arrayLength()]);
    CtWriter writer =
        new CtWriter(
            UidSource.derived(new UUID(1, random.nextLong())),
            Instant.EPOCH,
            PatientModule.PHANTOM);
    List<DicomFile> files = new ArrayList<>(writer.write(volume));
    Collections.shuffle(files, random);
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    files.forEach(loader::add);
    return loader.finish();
  }
}
