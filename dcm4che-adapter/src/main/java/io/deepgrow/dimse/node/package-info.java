/**
 * What speaks DIMSE, by dcm4che: an application entity that is stored to, and asks, moves from and
 * stores to one PACS.
 */
@NullMarked
package io.deepgrow.dimse.node;

import org.jspecify.annotations.NullMarked;
