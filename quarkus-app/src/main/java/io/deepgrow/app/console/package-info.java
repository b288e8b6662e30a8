/** Pages for people: signing in, and the console of those who run the service. */
@NullMarked
package io.deepgrow.app.console;

import org.jspecify.annotations.NullMarked;
