/**
 * Voxel grids in patient space: sizes, boxes, spacing and geometry, and CT volumes on them.
 *
 * <p>i is the column, j the row, k the slice; memory is i-fastest ({@code i + ni * (j + nj * k)}).
 * Patient coordinates are DICOM LPS millimetres. Boxes are start-inclusive and end-exclusive.
 */
@NullMarked
package io.deepgrow.volume.grid;

import org.jspecify.annotations.NullMarked;
