/** The DICOMweb side: QIDO-RS, WADO-RS and STOW-RS over what is held and what the PACS has. */
@NullMarked
package io.deepgrow.dimse.web;

import org.jspecify.annotations.NullMarked;
