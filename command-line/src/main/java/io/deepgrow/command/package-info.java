/**
 * The commands of {@code deepgrow} that need no training engine: thin, built on picocli; the work
 * is in the libraries.
 */
@NullMarked
package io.deepgrow.command;

import org.jspecify.annotations.NullMarked;
