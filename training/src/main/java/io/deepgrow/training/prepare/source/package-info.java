/**
 * One labelled volume of the input: where it comes from, its voxels, and its labels as layers of
 * values.
 */
@NullMarked
package io.deepgrow.training.prepare.source;

import org.jspecify.annotations.NullMarked;
