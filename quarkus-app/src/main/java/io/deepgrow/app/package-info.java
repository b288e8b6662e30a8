/** The service: one package a feature. */
@NullMarked
package io.deepgrow.app;

import org.jspecify.annotations.NullMarked;
