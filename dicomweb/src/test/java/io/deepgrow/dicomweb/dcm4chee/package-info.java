/** Tests of what only a dcm4chee-arc has beside DICOMweb. */
@NullMarked
package io.deepgrow.dicomweb.dcm4chee;

import org.jspecify.annotations.NullMarked;
