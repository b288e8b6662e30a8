/** The networks, written as ONNX graphs from Java. */
@NullMarked
package io.deepgrow.architecture;

import org.jspecify.annotations.NullMarked;
