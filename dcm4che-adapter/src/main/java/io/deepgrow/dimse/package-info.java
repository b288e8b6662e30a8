/**
 * A gateway between DIMSE and DICOMweb: a PACS or modality that speaks DIMSE alone is to the
 * service one more PACS with a DICOMweb root.
 */
@NullMarked
package io.deepgrow.dimse;

import org.jspecify.annotations.NullMarked;
