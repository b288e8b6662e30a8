/**
 * Volumes and masks on another grid: averaged, interpolated, nearest, or turned to another order of
 * axes.
 */
@NullMarked
package io.deepgrow.volume.resample;

import org.jspecify.annotations.NullMarked;
