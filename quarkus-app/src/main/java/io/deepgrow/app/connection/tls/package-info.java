/** What a connection trusts and shows in TLS. */
@NullMarked
package io.deepgrow.app.connection.tls;

import org.jspecify.annotations.NullMarked;
