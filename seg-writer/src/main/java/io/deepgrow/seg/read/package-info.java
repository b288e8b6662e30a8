/** Reads DICOM Segmentation objects of any writer into masks on the grid of their source. */
@NullMarked
package io.deepgrow.seg.read;

import org.jspecify.annotations.NullMarked;
