package io.deepgrow.app.result;

import io.deepgrow.dicom.UidSource;
import io.deepgrow.dicom.pixel.PixelDecoders;
import io.deepgrow.seg.terminology.SegAlgorithm;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.seg.write.Equipment;
import io.deepgrow.seg.write.SegOptions;
import io.deepgrow.seg.write.SegSegment;
import io.deepgrow.seg.write.SegWriter;
import io.deepgrow.series.CtSlices;
import io.deepgrow.series.LoadedSeries;
import io.deepgrow.series.SeriesLoader;
import io.deepgrow.volume.mask.Mask;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;

/** SEGs of a small generated series. */
final class SegSamples {

  private SegSamples() {}

  static LoadedSeries series() {
    SeriesLoader loader = new SeriesLoader(PixelDecoders.standard());
    CtSlices.axial(5).forEach(loader::add);
    return loader.finish();
  }

  static SegWriter writer(SegOptions options) {
    return new SegWriter(
        UidSource.derived(new UUID(7, 8)),
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC),
        new Equipment("maker", "model", "1", "1"),
        options);
  }

  /** A segment with every third voxel from its number on. */
  static SegSegment segment(int number, LoadedSeries series) {
    Mask mask = Mask.empty(series.volume().geometry());
    for (int v = number; v < series.volume().voxels().length; v += 3) {
      mask.set(v, true);
    }
    StructureCode spleen = Terminology.standard().find("spleen").orElseThrow();
    return SegSegment.of(number, spleen, mask, SegAlgorithm.manual());
  }

  static List<SegSegment> segments(LoadedSeries series) {
    return List.of(segment(1, series), segment(2, series));
  }
}
