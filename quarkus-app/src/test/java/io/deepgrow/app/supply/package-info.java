/**
 * What the package is made of: its bill of materials, licences, known holes and foreign binaries.
 */
package io.deepgrow.app.supply;
