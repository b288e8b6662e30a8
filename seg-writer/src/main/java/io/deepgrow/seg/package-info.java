/**
 * DICOM Segmentation objects: what writing and reading them share, which is the grid of their
 * source, the bits of their frames and their errors.
 */
@NullMarked
package io.deepgrow.seg;

import org.jspecify.annotations.NullMarked;
