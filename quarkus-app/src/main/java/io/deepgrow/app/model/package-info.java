/** The models that run here. */
@NullMarked
package io.deepgrow.app.model;

import org.jspecify.annotations.NullMarked;
