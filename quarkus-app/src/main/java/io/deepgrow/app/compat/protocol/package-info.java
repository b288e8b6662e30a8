/** What both client protocols have in common: paths, errors, origins, settings. */
@NullMarked
package io.deepgrow.app.compat.protocol;

import org.jspecify.annotations.NullMarked;
