package io.deepgrow.app.worklist;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;

/** Stands in for the worklist until it is there. */
@DefaultBean
@ApplicationScoped
class NoReadingTaskDesk implements ReadingTaskDesk {

  @Override
  public void open(NewReadingTask task) {
    throw new IllegalStateException("The worklist is not there yet");
  }
}
