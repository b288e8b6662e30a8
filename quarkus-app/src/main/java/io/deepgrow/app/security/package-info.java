/** Who is let in, by which way, and where to. */
@NullMarked
package io.deepgrow.app.security;

import org.jspecify.annotations.NullMarked;
