/**
 * A click: the voxel it hit, whether that belongs to the structure, and how far it may change the
 * mask.
 */
@NullMarked
package io.deepgrow.inference.click;

import org.jspecify.annotations.NullMarked;
