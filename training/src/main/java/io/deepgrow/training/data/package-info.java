/** Training patches: synthetic scenes, and pieces of real CT with drawn or found targets. */
@NullMarked
package io.deepgrow.training.data;

import org.jspecify.annotations.NullMarked;
