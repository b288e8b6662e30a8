/** Volumes without a PACS: sent by clients, kept on disk for a while, then deleted. */
@NullMarked
package io.deepgrow.app.upload;

import org.jspecify.annotations.NullMarked;
