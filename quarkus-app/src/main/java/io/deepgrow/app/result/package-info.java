/** The outbox: SEGs on their way to the PACS. */
@NullMarked
package io.deepgrow.app.result;

import org.jspecify.annotations.NullMarked;
