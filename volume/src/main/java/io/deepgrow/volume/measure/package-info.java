/** How far two masks differ, and how large one is, in voxels and in millimetres. */
@NullMarked
package io.deepgrow.volume.measure;

import org.jspecify.annotations.NullMarked;
