/** Simulated clicks: where a person would correct a mask. */
@NullMarked
package io.deepgrow.clicks;

import org.jspecify.annotations.NullMarked;
