/**
 * Writes masks as DICOM Segmentation objects (BINARY, Explicit VR Little Endian), frame by frame.
 */
@NullMarked
package io.deepgrow.seg.write;

import org.jspecify.annotations.NullMarked;
