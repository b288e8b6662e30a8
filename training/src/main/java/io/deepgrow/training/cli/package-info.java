/**
 * The commands of {@code deepgrow} that prepare data, train and import, on top of those that need
 * no training engine: thin, built on picocli; the work is in the libraries.
 */
@NullMarked
package io.deepgrow.training.cli;

import org.jspecify.annotations.NullMarked;
