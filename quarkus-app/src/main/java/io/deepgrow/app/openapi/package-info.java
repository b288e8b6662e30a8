/**
 * The description of the HTTP API: what annotations can't say of it, put together at build time.
 */
@NullMarked
package io.deepgrow.app.openapi;

import org.jspecify.annotations.NullMarked;
