/** What admins do over the API: accounts, roles, keys, projects. */
@NullMarked
package io.deepgrow.app.admin;

import org.jspecify.annotations.NullMarked;
