/**
 * Weights from elsewhere: PyTorch checkpoints, TorchScript archives and safetensors read in plain
 * Java, without running anything that they contain, and foreign ONNX graphs.
 */
@NullMarked
package io.deepgrow.training.weights;

import org.jspecify.annotations.NullMarked;
