package io.deepgrow.architecture;

import java.util.List;
import java.util.Map;

/**
 * Two convolution blocks of a {@link BasicUNet} at one level, in the decoder behind an upsampling.
 *
 * @param name MONAI's name: {@code conv_0}, {@code down_1} or {@code upcat_4}
 * @param below channels that come up from the level below; 0 in the encoder
 * @param lifted channels after the upsampling
 * @param inputs channels the first block sees
 */
record Stage(String name, int below, int lifted, int inputs, int outputs) {

  static Stage encoder(int level, int inputs, int outputs) {
    return new Stage(level == 0 ? "conv_0" : "down_" + level, 0, 0, inputs, outputs);
  }

  /** The finest level keeps its channels when upsampling, the others halve them. */
  static Stage decoder(int level, List<Integer> features) {
    int below = features.get(level);
    int skip = features.get(level - 1);
    int lifted = level == 1 ? below : below / 2;
    return new Stage(
        "upcat_" + level, below, lifted, skip + lifted, level == 1 ? features.get(5) : skip);
  }

  String deconv() {
    return name + ".upsample.deconv";
  }

  String block(int index) {
    return (name.equals("conv_0") ? name : name + ".convs") + ".conv_" + index;
  }

  String residual() {
    return name + ".residual";
  }

  void putShapes(Map<String, Shape> shapes, boolean projected) {
    if (below > 0) {
      shapes.put(deconv() + ".weight", Shape.kernel(below, lifted, 2));
      shapes.put(deconv() + ".bias", Shape.of(lifted));
    }
    for (int index = 0; index < 2; index++) {
      String block = block(index);
      shapes.put(block + ".conv.weight", Shape.kernel(outputs, index == 0 ? inputs : outputs, 3));
      shapes.put(block + ".conv.bias", Shape.of(outputs));
      shapes.put(block + ".adn.N.weight", Shape.of(outputs));
      shapes.put(block + ".adn.N.bias", Shape.of(outputs));
    }
    if (projected) {
      shapes.put(residual() + ".weight", Shape.kernel(outputs, inputs, 1));
      shapes.put(residual() + ".bias", Shape.of(outputs));
    }
  }
}
