/** Data sets in the DICOM JSON model (PS3.18 F), as DICOMweb carries them. */
@NullMarked
package io.deepgrow.dicom.json;

import org.jspecify.annotations.NullMarked;
