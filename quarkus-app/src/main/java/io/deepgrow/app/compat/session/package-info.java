/** Sessions of clients, the annotation sessions that hold their clicks, and what ends both. */
@NullMarked
package io.deepgrow.app.compat.session;

import org.jspecify.annotations.NullMarked;
