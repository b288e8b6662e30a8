/** What clients get back: bodies and files as their parsers accept them. */
@NullMarked
package io.deepgrow.app.compat.answer;

import org.jspecify.annotations.NullMarked;
