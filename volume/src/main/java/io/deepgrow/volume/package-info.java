/**
 * Voxel grids in patient space: geometry, CT volumes, masks, boxes, resampling and the NIfTI and
 * NRRD files they travel in.
 *
 * <p>i is the column, j the row, k the slice; memory is i-fastest ({@code i + ni * (j + nj * k)}).
 * Patient coordinates are DICOM LPS millimetres. Boxes are start-inclusive and end-exclusive.
 */
@NullMarked
package io.deepgrow.volume;

import org.jspecify.annotations.NullMarked;
