/** People and programs that may call, what each may do, and how they show who they are. */
@NullMarked
package io.deepgrow.app.account;

import org.jspecify.annotations.NullMarked;
