/** Work items of DICOMweb worklists (UPS-RS): what is scheduled, claimed, done and ended. */
@NullMarked
package io.deepgrow.dicomweb.workitem;

import org.jspecify.annotations.NullMarked;
