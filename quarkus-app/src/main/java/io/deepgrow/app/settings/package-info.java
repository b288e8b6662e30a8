/** The settings in effect: value, meaning and where each comes from; secrets only as set or not. */
@NullMarked
package io.deepgrow.app.settings;

import org.jspecify.annotations.NullMarked;
