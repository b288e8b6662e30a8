/** From clicks to a mask: crop, resampling, guidance, network, restoration. */
@NullMarked
package io.deepgrow.inference;

import org.jspecify.annotations.NullMarked;
