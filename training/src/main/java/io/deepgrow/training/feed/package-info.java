/** The patches that a training run learns from, and those that are held out to judge it. */
@NullMarked
package io.deepgrow.training.feed;

import org.jspecify.annotations.NullMarked;
