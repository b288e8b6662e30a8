/** The curves of a training run for people: TensorBoard's event files and a page of HTML. */
@NullMarked
package io.deepgrow.training.metrics;

import org.jspecify.annotations.NullMarked;
