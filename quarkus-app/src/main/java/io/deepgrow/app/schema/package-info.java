/** Which migrations the database has: brings it to this release, and waits where others do that. */
@NullMarked
package io.deepgrow.app.schema;

import org.jspecify.annotations.NullMarked;
