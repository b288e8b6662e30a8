/** The DICOM data set, its Part 10 and JSON codings and the pixel decoders. */
@NullMarked
package io.deepgrow.dicom;

import org.jspecify.annotations.NullMarked;
