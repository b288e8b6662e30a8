/** The DICOMweb client: QIDO-RS, WADO-RS and STOW-RS against one configured origin. */
@NullMarked
package io.deepgrow.dicomweb;

import org.jspecify.annotations.NullMarked;
