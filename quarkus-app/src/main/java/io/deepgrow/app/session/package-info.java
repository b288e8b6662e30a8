/** Annotation sessions: opening, loading, events, closing. */
@NullMarked
package io.deepgrow.app.session;

import org.jspecify.annotations.NullMarked;
