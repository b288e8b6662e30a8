package io.deepgrow.training.export;

import io.deepgrow.architecture.Architecture;
import io.deepgrow.architecture.HalfPrecision;
import io.deepgrow.model.Activation;
import io.deepgrow.model.Checksum;
import io.deepgrow.model.CropSettings;
import io.deepgrow.model.ModelDescriptor;
import io.deepgrow.model.Orientation;
import io.deepgrow.model.TrainingRecord;
import io.deepgrow.training.prepare.patch.CutSettings;
import io.deepgrow.training.prepare.patch.TargetSpacing;
import io.deepgrow.training.train.NetworkSpec;
import io.deepgrow.training.train.RunFolder;
import io.deepgrow.volume.grid.GridSize;
import io.deepgrow.volume.grid.Spacing;
import java.io.IOException;
import java.util.List;

/** A training run as {@code model.onnx} and its descriptor. */
public final class TrainedModel {

  private static final CropSettings.Zoom ZOOM = new CropSettings.Zoom(144, 1.3, 1.5, 1, 0.05);

  private final NetworkSpec network;
  private final CropSettings crop;
  private final Orientation orientation;
  private final GridSize grid;

  private TrainedModel(
      NetworkSpec network, CropSettings crop, Orientation orientation, GridSize grid) {
    this.network = network;
    this.crop = crop;
    this.orientation = orientation;
    this.grid = grid;
  }

  /**
   * What a descriptor says for people.
   *
   * @param id the folder's name
   */
  public record About(
      String id, String version, String title, String licence, String data, String intendedUse) {}

  /** A network that was trained on patches at random zoom. */
  public static TrainedModel zooming(NetworkSpec network, GridSize grid) {
    return new TrainedModel(network, ZOOM, Orientation.ANY, grid);
  }

  /**
   * A network that was trained on prepared patches, which it will be shown alike.
   *
   * @throws IllegalArgumentException when they were cut at no fixed spacing
   */
  public static TrainedModel windowing(NetworkSpec network, CutSettings cut, GridSize grid) {
    TargetSpacing mm = cut.spacing();
    if (!(mm.i() > 0 && mm.j() > 0 && mm.k() > 0)) {
      throw new IllegalArgumentException(
          "The patches were cut at their own spacing, %s; a model needs one: prepare them anew"
                  .formatted(mm)
              + " with --spacing");
    }
    CropSettings window =
        new CropSettings.Window(
            new Spacing(mm.i(), mm.j(), mm.k()), cut.margin(), CropSettings.Fill.PAD);
    return new TrainedModel(network, window, cut.orientation(), grid);
  }

  /**
   * The graph with a snapshot's weights.
   *
   * @param half whether weights are stored in 16 bits; the arithmetic keeps 32
   * @throws IOException when the snapshot is of another network
   */
  public byte[] graph(RunFolder run, boolean half) throws IOException {
    Architecture architecture = network.architecture();
    byte[] graph = architecture.toOnnx(network.weights(run.values()));
    return half ? HalfPrecision.weights(graph) : graph;
  }

  /** What {@code model.json} says. */
  public ModelDescriptor descriptor(
      RunFolder run, byte[] graph, About about, String command, long seed) {
    return new ModelDescriptor(
        about.id(),
        about.version(),
        about.title(),
        network.architecture().describe(),
        Architecture.INPUT,
        Architecture.OUTPUT,
        network.channels(),
        grid,
        network.intensity(),
        network.guidance(),
        crop,
        orientation,
        Activation.SIGMOID,
        0.5,
        List.of(),
        about.licence(),
        about.data(),
        about.intendedUse(),
        Checksum.sha256(graph),
        new TrainingRecord(command, seed, run.step(), run.seconds(), run.curve()));
  }
}
