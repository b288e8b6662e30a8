package io.deepgrow.benchmarks;

import io.deepgrow.inference.Prediction;
import io.deepgrow.inference.Predictor;
import io.deepgrow.inference.channel.NetworkInput;
import io.deepgrow.inference.click.Click;
import io.deepgrow.inference.crop.Crop;
import io.deepgrow.inference.crop.CropSampler;
import io.deepgrow.inference.crop.ZoomPlanner;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.ModelRegistry;
import io.deepgrow.phantom.PhantomGenerator;
import io.deepgrow.phantom.PhantomSpec;
import io.deepgrow.volume.grid.FloatGrid;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Volume;
import io.deepgrow.volume.grid.VoxelIndex;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a click costs besides the network, on 512×512×300 voxels. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ClickSteps {

  private static final List<VoxelIndex> POSITIVE =
      List.of(new VoxelIndex(48, 48, 48), new VoxelIndex(60, 50, 44));
  private static final List<VoxelIndex> NEGATIVE = List.of(new VoxelIndex(20, 70, 40));

  private Volume volume;
  private List<Click> clicks;
  private ModelDescriptor model;
  private float[] image;
  private float[] input;
  private NetworkInput writer;
  private Predictor predictor;

  /** A phantom as large as a real series, and a click in its middle. */
  @Setup
  public void prepare() {
    volume = new PhantomGenerator(7).generate(PhantomSpec.large()).ct();
    GridSize size = volume.size();
    clicks = List.of(Click.positive(size.i() / 2, size.j() / 2, size.k() / 2));
    model = ModelRegistry.bundled().find("deepgrow-compact").orElseThrow();
    image = sample().values();
    model.intensity().scale(image);
    input = new float[model.channels().size() * image.length];
    writer = new NetworkInput(model.channels(), model.guidance());
    predictor = new Predictor(model, (in, grid, logits) -> ball(grid, logits));
  }

  /** Logits of a ball that is a quarter as wide as the grid. */
  private static void ball(GridSize grid, float[] logits) {
    for (int v = 0; v < logits.length; v++) {
      VoxelIndex at = grid.voxel(v);
      int i = at.i() - grid.i() / 2;
      int j = at.j() - grid.j() / 2;
      int k = at.k() - grid.k() / 2;
      logits[v] = grid.i() * grid.i() / 64f - (i * i + j * j + k * k);
    }
  }

  /** A cube of 144 mm to 96³. */
  @Benchmark
  public FloatGrid sample() {
    GridSize grid = model.gridSize();
    return new CropSampler(Crop.OUTSIDE)
        .sample(volume, ZoomPlanner.start(volume.geometry(), clicks, 144, 1.3, grid.i()));
  }

  /** Every channel that the bundled model sees, for three clicks. */
  @Benchmark
  public float[] networkInput() {
    NetworkInput.Image ready = writer.image(image, model.gridSize());
    writer.write(new NetworkInput.Scene(ready, POSITIVE, NEGATIVE, new float[0]), input, 0);
    return input;
  }

  /** A whole prediction with a network that costs nothing, the first of its volume and clicks. */
  @Benchmark
  public Prediction everythingButTheNetwork() {
    Volume fresh = Volume.of(volume.geometry(), volume.voxels());
    return predictor.predict(fresh, clicks);
  }
}
