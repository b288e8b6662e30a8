/**
 * The part of a volume that a network sees: where it lies, how its voxels are sampled, and the way
 * from logits on its grid back to a mask.
 */
@NullMarked
package io.deepgrow.inference.crop;

import org.jspecify.annotations.NullMarked;
