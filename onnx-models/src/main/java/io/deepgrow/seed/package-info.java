/** Random numbers that are the same for the same seed, and independent for each purpose. */
@NullMarked
package io.deepgrow.seed;

import org.jspecify.annotations.NullMarked;
