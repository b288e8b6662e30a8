package io.deepgrow.training.data;

import io.deepgrow.training.anatomy.Anatomy;
import io.deepgrow.training.anatomy.AnatomyRenderer;
import io.deepgrow.training.anatomy.Appearance;
import io.deepgrow.training.anatomy.BodyGrid;
import io.deepgrow.training.anatomy.Point;
import io.deepgrow.training.anatomy.Reach;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** Structures of made-up bodies at random zoom; every patch is of another body. */
public final class AnatomySource implements PatchSource {

  private static final Set<String> NEVER = Set.of("fat", "table", "muscle", "implant");

  /** How often a structure is the target, in shares of the usual. */
  private static final Map<String, Double> OFTEN =
      Map.ofEntries(
          Map.entry("stomach", 4.0),
          Map.entry("liver", 3.0),
          Map.entry("spleen", 2.0),
          Map.entry("aorta", 2.0),
          Map.entry("pancreas", 1.5),
          Map.entry("left kidney", 1.5),
          Map.entry("right kidney", 1.5),
          Map.entry("lesion", 3.0),
          Map.entry("mass", 4.0),
          Map.entry("artery", 0.3),
          Map.entry("vein", 0.3),
          Map.entry("lung vessel", 0.2),
          Map.entry("rib", 0.4),
          Map.entry("humerus", 0.3),
          Map.entry("intervertebral disc", 0.4));

  @Override
  public TrainingPatch next(Random random, int edge) {
    for (int attempt = 0; attempt < 12; attempt++) {
      Optional<TrainingPatch> patch = attempt(random, edge);
      if (patch.isPresent()) {
        return patch.get();
      }
    }
    return SceneSource.rich().next(random, edge);
  }

  private static Optional<TrainingPatch> attempt(Random random, int edge) {
    Anatomy body = Anatomy.random(random);
    String structure = structure(random, body);
    List<Reach> pieces = body.reaches(structure);
    if (pieces.isEmpty()) {
      return Optional.empty();
    }
    Reach whole = pieces.stream().reduce(Reach::and).orElseThrow();
    boolean near = random.nextInt(3) == 0;
    Reach seen = near ? pieces.get(random.nextInt(pieces.size())) : whole;
    double extent = near ? 40 + 160 * random.nextDouble() : Math.min(260, whole.longest());
    double cube = Math.min(360, Math.max(40, extent * (0.6 + 1.4 * random.nextDouble())));
    BodyGrid grid = BodyGrid.cube(inside(random, seen), cube, edge);
    short[] parts = new AnatomyRenderer(body, random).render(grid);
    boolean[] belongs = body.belongs(structure);
    float[] mask = new float[parts.length];
    for (int v = 0; v < mask.length; v++) {
      mask[v] = belongs[parts[v]] ? 1 : 0;
    }
    float[] target = Pieces.containingRandomVoxel(random, mask, edge);
    float[] ct = new Appearance(random, body).of(parts, edge, cube / edge);
    GridSize size = GridSize.cube(edge);
    TrainingPatch patch =
        new TrainingPatch(FloatGrid.of(size, ct), FloatGrid.of(size, target), "body " + structure);
    double share = patch.foreground();
    return share > 0.001 && share < 0.7 ? Optional.of(patch) : Optional.empty();
  }

  private static Point inside(Random random, Reach reach) {
    Point low = reach.low();
    Point high = reach.high();
    return new Point(
        low.x() + (high.x() - low.x()) * (0.25 + 0.5 * random.nextDouble()),
        low.y() + (high.y() - low.y()) * (0.25 + 0.5 * random.nextDouble()),
        low.z() + (high.z() - low.z()) * (0.25 + 0.5 * random.nextDouble()));
  }

  private static String structure(Random random, Anatomy body) {
    List<String> names = new ArrayList<>(body.structures());
    names.removeAll(NEVER);
    double total = names.stream().mapToDouble(AnatomySource::share).sum();
    double pick = total * random.nextDouble();
    for (String name : names) {
      pick -= share(name);
      if (pick <= 0) {
        return name;
      }
    }
    return names.get(0);
  }

  private static double share(String structure) {
    return OFTEN.getOrDefault(structure, 1.0);
  }
}
