package io.deepgrow.app.routing.sighting;

/** Decides what becomes of a study that has settled. */
public interface StudyDecider {

  /**
   * Decides in the transaction of its caller, which holds the sighting's row. The same study with
   * the same digest may come again; nothing is done twice then.
   */
  void decide(SightedStudy study);
}
