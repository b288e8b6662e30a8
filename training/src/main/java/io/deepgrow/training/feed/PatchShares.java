package io.deepgrow.training.feed;

import io.deepgrow.example.Example;
import io.deepgrow.training.data.AnatomySource;
import io.deepgrow.training.data.PatchMixture;
import io.deepgrow.training.data.RealPatchSource;
import io.deepgrow.training.data.SceneSource;
import java.util.ArrayList;
import java.util.List;

/**
 * How often each kind of patch is drawn; kinds that there is no data for are left out.
 *
 * @param scenes synthetic scenes
 * @param drawn masks drawn in real CT
 * @param grown regions of real CT that nobody drew
 * @param bodies structures of made-up bodies
 */
public record PatchShares(double scenes, double drawn, double grown, double bodies) {

  public PatchShares {
    if (!(Math.min(Math.min(scenes, drawn), Math.min(grown, bodies)) >= 0 && scenes > 0)) {
      throw new IllegalArgumentException("Shares must not be negative, and scenes not 0");
    }
  }

  List<PatchMixture.Part> parts(List<Example> examples) {
    List<PatchMixture.Part> parts = new ArrayList<>();
    parts.add(new PatchMixture.Part(SceneSource.rich(), scenes));
    if (!examples.isEmpty()) {
      parts.add(new PatchMixture.Part(new RealPatchSource(examples, 1), drawn));
      parts.add(new PatchMixture.Part(new RealPatchSource(examples, 0), grown));
    }
    if (bodies > 0) {
      parts.add(new PatchMixture.Part(new AnatomySource(), bodies));
    }
    return parts;
  }
}
