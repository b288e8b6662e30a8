/** Deeds as messages for the site's audit repository (IHE ATNA), by syslog over TLS. */
@NullMarked
package io.deepgrow.app.atna;

import org.jspecify.annotations.NullMarked;
