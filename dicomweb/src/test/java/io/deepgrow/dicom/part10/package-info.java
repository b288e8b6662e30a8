/** Specification of the DICOM layer: hand-made streams, hostile ones and real fixtures. */
@NullMarked
package io.deepgrow.dicom.part10;

import org.jspecify.annotations.NullMarked;
