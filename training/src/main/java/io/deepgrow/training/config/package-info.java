/** What can be set for a training run: presets, files in YAML or JSON, and flags over them. */
@NullMarked
package io.deepgrow.training.config;

import org.jspecify.annotations.NullMarked;
