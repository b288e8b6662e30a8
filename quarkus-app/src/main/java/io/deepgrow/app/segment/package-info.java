/** The segments of a session: what each marks, its name, its lock. */
@NullMarked
package io.deepgrow.app.segment;

import org.jspecify.annotations.NullMarked;
