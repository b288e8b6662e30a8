/** From the slices of a series to a volume in patient space, and back for generated data. */
@NullMarked
package io.deepgrow.series;

import org.jspecify.annotations.NullMarked;
