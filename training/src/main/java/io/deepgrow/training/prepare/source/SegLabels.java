package io.deepgrow.training.prepare.source;

import io.deepgrow.dicom.DicomFile;
import io.deepgrow.seg.SegException;
import io.deepgrow.seg.SourceGrid;
import io.deepgrow.seg.read.ReadSegment;
import io.deepgrow.seg.read.SegContent;
import io.deepgrow.seg.read.SegReadOptions;
import io.deepgrow.seg.read.SegReader;
import io.deepgrow.seg.terminology.StructureCode;
import io.deepgrow.seg.terminology.Terminology;
import io.deepgrow.series.LoadedSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Reads SEG objects into layers of label values: on the series' grid, or on their own. */
final class SegLabels {

  private static final Set<String> OTHER_GRID =
      Set.of("seg.grid_mismatch", "seg.orientation_mismatch", "seg.frame_off_grid");

  private final Terminology terminology = Terminology.standard();
  private final SegReader reader = new SegReader(SegReadOptions.standard());
  private final SourceGrid series;
  private final SegLayers onSeries;
  private final List<LabelLayer> elsewhere = new ArrayList<>();
  private int count;

  SegLabels(LoadedSeries series) {
    this.series = SourceGrid.of(series);
    this.onSeries = new SegLayers(series.volume().geometry());
  }

  /**
   * Adds the segments of a SEG.
   *
   * @throws SegException when it can't be read
   */
  void add(DicomFile seg) {
    try {
      paint(reader.read(seg, series), onSeries);
    } catch (SegException e) {
      if (!OTHER_GRID.contains(e.code())) {
        throw e;
      }
      SourceGrid own = SegGrid.of(seg.dataSet()).map(SourceGrid::ofPositions).orElseThrow(() -> e);
      SegLayers layers = new SegLayers(own.geometry());
      paint(reader.read(seg, own), layers);
      elsewhere.addAll(layers.layers());
    }
  }

  private void paint(SegContent content, SegLayers layers) {
    for (ReadSegment segment : content.segments()) {
      String name = terminology.find(segment.info()).map(StructureCode::id).orElse(segment.label());
      layers.add(Label.of(name, ++count), segment.mask());
    }
  }

  List<LabelLayer> layers() {
    List<LabelLayer> layers = new ArrayList<>(onSeries.layers());
    layers.addAll(elsewhere);
    return layers;
  }
}
