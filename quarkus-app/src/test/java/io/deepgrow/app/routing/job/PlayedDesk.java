package io.deepgrow.app.routing.job;

import io.deepgrow.app.worklist.NewReadingTask;
import io.deepgrow.app.worklist.ReadingTaskDesk;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A worklist that remembers what was put on it. */
@ApplicationScoped
public class PlayedDesk implements ReadingTaskDesk {

  private final List<NewReadingTask> tasks = new CopyOnWriteArrayList<>();

  @Override
  public void open(NewReadingTask task) {
    tasks.add(task);
  }

  List<NewReadingTask> tasks() {
    return tasks;
  }
}
