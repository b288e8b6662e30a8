/** Model descriptors, the registry that finds them and the ONNX Runtime sessions that run them. */
@NullMarked
package io.deepgrow.model;

import org.jspecify.annotations.NullMarked;
