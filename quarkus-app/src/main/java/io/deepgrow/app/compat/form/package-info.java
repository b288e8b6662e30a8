/**
 * What clients send: forms in each spelling that they have, the clicks and parameters in them, and
 * the kinds of mask that they ask for.
 */
@NullMarked
package io.deepgrow.app.compat.form;

import org.jspecify.annotations.NullMarked;
