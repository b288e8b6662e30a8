/** Tests of what an Orthanc offers beside DICOMweb. */
@NullMarked
package io.deepgrow.dicomweb.orthanc;

import org.jspecify.annotations.NullMarked;
