package io.deepgrow.app.routing.job;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Stands in while nothing takes orders. */
@DefaultBean
@ApplicationScoped
class NoJobOrders implements JobOrders {

  @Override
  public UUID order(JobOrder order) {
    throw new IllegalStateException("JobOrders is not there yet");
  }
}
