package io.deepgrow.model;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.deepgrow.volume.grid.GridSize;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Everything about a model that its weights do not say: {@code model.json} beside {@code
 * model.onnx}.
 *
 * @param id the folder's name: lower-case letters, digits, dot, dash, underscore
 * @param architecture free text for people, such as {@code compact-unet 24,48,96,192}
 * @param inputName input tensor, float32 {@code [1, channels, k, j, i]}
 * @param outputName output tensor, float32 {@code [1, 1, k, j, i]}
 * @param channels meaning of the input channels, in order
 * @param gridSize network grid
 * @param threshold a voxel belongs to the mask when its activated value is at least this
 * @param labels structures the model was trained on; empty for any structure
 * @param sha256 lower-case hexadecimal digest of {@code model.onnx}
 * @param training how it was trained; may be absent in JSON
 */
@JsonPropertyOrder({"id", "version", "title"})
public record ModelDescriptor(
    String id,
    String version,
    String title,
    String architecture,
    String inputName,
    String outputName,
    List<InputChannel> channels,
    GridSize gridSize,
    Intensity intensity,
    GuidanceSettings guidance,
    CropSettings crop,
    Orientation orientation,
    Activation activation,
    double threshold,
    List<String> labels,
    String licence,
    String trainingData,
    String intendedUse,
    String sha256,
    @Nullable TrainingRecord training) {

  /** Largest number of voxels of a network grid: 512³. */
  public static final long MAX_GRID_VOXELS = 1L << 27;

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
  private static final Pattern SHA256 = Pattern.compile("[0-9a-f]{64}");

  public ModelDescriptor {
    Valid.matches(id, ID, "id");
    Valid.text(version, "version");
    Valid.text(title, "title");
    Valid.text(architecture, "architecture");
    Valid.text(inputName, "inputName");
    Valid.text(outputName, "outputName");
    channels = List.copyOf(Objects.requireNonNull(channels, "channels is missing"));
    Valid.that(channels.contains(InputChannel.IMAGE), "channels must contain image");
    Valid.that(channels.contains(InputChannel.POSITIVE), "channels must contain positive");
    Valid.that(
        EnumSet.copyOf(channels).size() == channels.size(),
        "channels must not repeat: " + channels);
    Objects.requireNonNull(gridSize, "gridSize is missing");
    Valid.that(
        gridSize.voxels() <= MAX_GRID_VOXELS, "gridSize is larger than 512³ voxels: " + gridSize);
    Objects.requireNonNull(intensity, "intensity is missing");
    Objects.requireNonNull(guidance, "guidance is missing");
    Objects.requireNonNull(crop, "crop is missing");
    Objects.requireNonNull(orientation, "orientation is missing");
    Objects.requireNonNull(activation, "activation is missing");
    Valid.finite(threshold, "threshold");
    Valid.that(
        activation == Activation.NONE || (threshold > 0 && threshold < 1),
        "threshold must lie between 0 and 1 with SIGMOID: " + threshold);
    labels = List.copyOf(Objects.requireNonNull(labels, "labels is missing"));
    Valid.text(licence, "licence");
    Valid.text(trainingData, "trainingData");
    Valid.text(intendedUse, "intendedUse");
    Valid.matches(sha256, SHA256, "sha256");
    training = training == null ? TrainingRecord.unknown() : training;
  }

  @Override
  public TrainingRecord training() {
    return Objects.requireNonNull(training);
  }

  /** The threshold as a value of the output tensor: the logit of a probability with SIGMOID. */
  public double outputThreshold() {
    return activation == Activation.SIGMOID ? Math.log(threshold / (1 - threshold)) : threshold;
  }

  /** Position of a channel in the input, or -1 when the model has none such. */
  public int indexOf(InputChannel channel) {
    return channels.indexOf(channel);
  }
}
