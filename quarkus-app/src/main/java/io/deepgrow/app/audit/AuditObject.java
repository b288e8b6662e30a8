package io.deepgrow.app.audit;

/**
 * What a deed was done to, where that is no session of a series.
 *
 * @param type such as {@code account}
 * @param id by which it is found, never a name of a patient
 */
public record AuditObject(String type, String id) {}
