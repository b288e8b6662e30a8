/** The PACS that the service works with: what is known of each, its clients and its limits. */
@NullMarked
package io.deepgrow.app.connection;

import org.jspecify.annotations.NullMarked;
