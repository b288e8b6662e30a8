/** The training loop, its checkpoints and the export of what it learned. */
@NullMarked
package io.deepgrow.training.train;

import org.jspecify.annotations.NullMarked;
