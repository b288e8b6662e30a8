package io.deepgrow.app.erasure;

import java.util.Map;
import java.util.Set;

/**
 * What an erasure concerns.
 *
 * @param studies by UID, and what said so
 * @param withoutIssuer studies of the same Patient ID of which nothing names an issuer, where one
 *     was requested: they are not concerned
 */
record Concerns(Map<String, Set<FoundBy>> studies, Set<String> withoutIssuer) {

  Concerns(Map<String, Set<FoundBy>> studies) {
    this(studies, Set.of());
  }
}
