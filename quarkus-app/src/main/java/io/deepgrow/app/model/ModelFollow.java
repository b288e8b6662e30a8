package io.deepgrow.app.model;

import io.deepgrow.app.signal.SignalListener;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jboss.logging.Logger;

/** Follows what is chosen on any replica: soon after a signal, and every ten seconds without. */
@ApplicationScoped
public class ModelFollow implements SignalListener {

  /** The channel on which replicas signal that something else was chosen. */
  public static final String CHANNEL = "model_choice";

  private static final Logger LOG = Logger.getLogger(ModelFollow.class);
  private static final int TICKS = 10;

  private final ModelService models;
  private final AtomicBoolean heard = new AtomicBoolean();
  private int tick;

  ModelFollow(ModelService models) {
    this.models = models;
  }

  @Override
  public String channel() {
    return CHANNEL;
  }

  @Override
  public void heard(String payload) {
    heard.set(true);
  }

  @Scheduled(every = "1s", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
  void follow() {
    tick = (tick + 1) % TICKS;
    if (heard.getAndSet(false) || tick == 0) {
      try {
        models.look();
      } catch (RuntimeException e) {
        LOG.warnf("which models are chosen could not be read: %s", e.getMessage());
      }
    }
  }
}
