/**
 * Networks, their gradients and their optimiser on libtorch. The only package that knows the
 * library: tensors do not leave it but as arrays, and as what a loss is computed from.
 */
@NullMarked
package io.deepgrow.training.engine;

import org.jspecify.annotations.NullMarked;
