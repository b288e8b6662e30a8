/** The sub-commands of {@code deepgrow}: thin, built on picocli; the work is in the libraries. */
@NullMarked
package io.deepgrow.training.cli;

import org.jspecify.annotations.NullMarked;
