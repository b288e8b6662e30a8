/** DICOM Segmentation objects, written and read, with their coded terminology. */
@NullMarked
package io.deepgrow.seg;

import org.jspecify.annotations.NullMarked;
