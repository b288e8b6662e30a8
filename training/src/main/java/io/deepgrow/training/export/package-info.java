/** From a training run to a model folder. */
@NullMarked
package io.deepgrow.training.export;

import org.jspecify.annotations.NullMarked;
