/**
 * Work in the background that clients start, watch and stop: inference over many images, scores,
 * training.
 */
@NullMarked
package io.deepgrow.app.compat.monailabel.task;

import org.jspecify.annotations.NullMarked;
