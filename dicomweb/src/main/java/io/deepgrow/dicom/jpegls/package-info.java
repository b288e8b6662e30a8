/** JPEG-LS (ITU-T T.87, ISO/IEC 14495-1) pictures of one component, lossless and near-lossless. */
@NullMarked
package io.deepgrow.dicom.jpegls;

import org.jspecify.annotations.NullMarked;
