/** NVIDIA's AIAA protocol, version 1. */
@NullMarked
package io.deepgrow.app.compat.aiaa;

import org.jspecify.annotations.NullMarked;
