package io.deepgrow.app.account;

import io.deepgrow.app.caller.Grant;
import java.util.Set;

/** A group of the site's identity provider and the roles of all in it. */
public record GroupView(String name, Set<Grant> grants) {}
