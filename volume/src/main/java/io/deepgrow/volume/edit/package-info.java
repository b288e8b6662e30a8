/**
 * Edits of whole masks that take lengths and volumes: margins, smoothing, islands, slices between.
 */
@NullMarked
package io.deepgrow.volume.edit;

import org.jspecify.annotations.NullMarked;
