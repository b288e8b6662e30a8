package io.deepgrow.training.prepare.source;

import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VolumeGeometry;
import io.deepgrow.volume.mask.Mask;
import java.util.ArrayList;
import java.util.List;

/** Masks of one grid as layers of label values: as few as their overlaps allow. */
final class SegLayers {

  private final VolumeGeometry geometry;
  private final List<short[]> layers = new ArrayList<>();
  private final List<List<Label>> labels = new ArrayList<>();

  SegLayers(VolumeGeometry geometry) {
    this.geometry = geometry;
  }

  /** Adds a structure whose label has one value. */
  void add(Label label, Mask mask) {
    int layer = layerFor(mask);
    paint(mask, layers.get(layer), (short) label.value());
    labels.get(layer).add(label);
  }

  private int layerFor(Mask mask) {
    for (int n = 0; n < layers.size(); n++) {
      if (isFree(mask, layers.get(n))) {
        return n;
      }
    }
    layers.add(new short[geometry.size().arrayLength()]);
    labels.add(new ArrayList<>());
    return layers.size() - 1;
  }

  private static boolean isFree(Mask mask, short[] layer) {
    for (int flat = 0; flat < layer.length; flat++) {
      if (layer[flat] != 0 && mask.get(flat)) {
        return false;
      }
    }
    return true;
  }

  private static void paint(Mask mask, short[] layer, short value) {
    for (int flat = 0; flat < layer.length; flat++) {
      if (mask.get(flat)) {
        layer[flat] = value;
      }
    }
  }

  List<LabelLayer> layers() {
    List<LabelLayer> done = new ArrayList<>();
    for (int n = 0; n < layers.size(); n++) {
      done.add(new LabelLayer(Volume.of(geometry, layers.get(n)), labels.get(n)));
    }
    return done;
  }
}
