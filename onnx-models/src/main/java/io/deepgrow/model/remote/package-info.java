/** Networks that run on an inference server, by the Open Inference Protocol. */
@NullMarked
package io.deepgrow.model.remote;

import org.jspecify.annotations.NullMarked;
