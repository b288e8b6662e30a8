/** Who is let in. */
@NullMarked
package io.deepgrow.app.security;

import org.jspecify.annotations.NullMarked;
