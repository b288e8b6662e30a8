package io.deepgrow.app.routing.sighting;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;

/** Decides nothing. */
@DefaultBean
@ApplicationScoped
class NoRules implements StudyDecider {

  @Override
  public void decide(SightedStudy study) {
    // nothing is to be done
  }
}
