/** The configured PACS. */
@NullMarked
package io.deepgrow.app.pacs;

import org.jspecify.annotations.NullMarked;
