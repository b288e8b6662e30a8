/** A slice with its mask as an image to look at. */
@NullMarked
package io.deepgrow.volume.picture;

import org.jspecify.annotations.NullMarked;
