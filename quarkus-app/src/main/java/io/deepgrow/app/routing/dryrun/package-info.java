/** What rules would have said of studies that came before; nothing is done. */
@NullMarked
package io.deepgrow.app.routing.dryrun;

import org.jspecify.annotations.NullMarked;
