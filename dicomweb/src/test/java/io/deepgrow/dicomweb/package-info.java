/** Tests of the DICOMweb client. */
@NullMarked
package io.deepgrow.dicomweb;

import org.jspecify.annotations.NullMarked;
