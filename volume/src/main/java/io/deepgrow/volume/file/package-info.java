/** NIfTI, NRRD and MetaImage files of volumes and masks, read within bounds and written. */
@NullMarked
package io.deepgrow.volume.file;

import org.jspecify.annotations.NullMarked;
