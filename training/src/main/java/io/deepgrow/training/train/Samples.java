package io.deepgrow.training.train;

import io.deepgrow.validation.HtmlReport.Picture;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelBox;
import io.deepgrow.volume.grid.VoxelIndex;
import io.deepgrow.volume.mask.Mask;
import io.deepgrow.volume.picture.GreyWindow;
import io.deepgrow.volume.picture.OverlayImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Pictures of the best, the median and the worst of the held-out patches. */
final class Samples {

  private static final int GREEN = 0x33dd66;
  private static final String[] WORDS = {"Best", "Median", "Worst"};

  private Samples() {}

  static List<Picture> pictures(List<HeldOut.Sample> samples) throws IOException {
    List<HeldOut.Sample> falling =
        samples.stream()
            .sorted(Comparator.comparingDouble(HeldOut.Sample::lastDice).reversed())
            .toList();
    List<Picture> pictures = new ArrayList<>();
    for (int n = 0; n < WORDS.length && n < falling.size(); n++) {
      int place = n * (falling.size() - 1) / Math.max(1, Math.min(2, falling.size() - 1));
      HeldOut.Sample sample = falling.get(place);
      String caption =
          String.format(
              Locale.ROOT,
              "%s: %s, Dice %.3f after %d clicks",
              WORDS[n],
              sample.patch().origin(),
              sample.lastDice(),
              sample.dice().size());
      pictures.add(new Picture(caption, png(sample)));
    }
    return pictures;
  }

  private static byte[] png(HeldOut.Sample sample) throws IOException {
    Volume volume = sample.patch().example().volume();
    Mask mask = Mask.empty(volume.geometry());
    for (int v = 0; v < sample.logits().length; v++) {
      mask.set(v, sample.logits()[v] >= 0);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    OverlayImage image = new OverlayImage(volume, GreyWindow.ABDOMEN);
    OverlayImage.writePng(image.renderThrough(mask, middle(mask), GREEN), bytes);
    return bytes.toByteArray();
  }

  private static VoxelIndex middle(Mask mask) {
    VoxelBox box = mask.boundingBox().orElse(VoxelBox.of(VoxelIndex.ORIGIN, mask.size()));
    return new VoxelIndex(
        (box.start().i() + box.end().i()) / 2,
        (box.start().j() + box.end().j()) / 2,
        (box.start().k() + box.end().k()) / 2);
  }
}
