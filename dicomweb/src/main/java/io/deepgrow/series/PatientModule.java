package io.deepgrow.series;

/**
 * Who and what a generated study says it is about.
 *
 * @param name as PN
 * @param id Patient ID
 * @param studyDescription text that a study list shows
 */
public record PatientModule(String name, String id, String studyDescription) {

  /** A generated phantom. */
  public static final PatientModule PHANTOM =
      new PatientModule("Phantom^Generated", "PHANTOM", "Generated CT");
}
