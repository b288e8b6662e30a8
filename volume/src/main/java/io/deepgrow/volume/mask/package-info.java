/** Sets of voxels as packed bits, with their components and small repairs. */
@NullMarked
package io.deepgrow.volume.mask;

import org.jspecify.annotations.NullMarked;
