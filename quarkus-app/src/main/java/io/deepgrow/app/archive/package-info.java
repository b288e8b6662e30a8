/**
 * The embedded archive: DICOMweb search, retrieval and storage over a folder of Part-10 files, for
 * the demo and for tests. It is on only when configuration says so.
 */
@NullMarked
package io.deepgrow.app.archive;

import org.jspecify.annotations.NullMarked;
