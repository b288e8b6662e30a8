package io.deepgrow.app.routing.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Optional;
import java.util.UUID;

/**
 * Jobs for other work that follows them in the background, whoever calls; joins the transaction of
 * its caller.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class JobsOfOthers {

  /**
   * The job of an order.
   *
   * @param made whether there was none before, so that nobody else waits for it
   */
  public record Ordered(UUID id, boolean made) {}

  private final RoutingJobs jobs;
  private final JobRows rows;
  private final JobKeys keys;
  private final JobSearch search;

  JobsOfOthers(RoutingJobs jobs, JobRows rows, JobKeys keys, JobSearch search) {
    this.jobs = jobs;
    this.rows = rows;
    this.keys = keys;
    this.search = search;
  }

  /** Orders a job; one of the same order that was given up is done again. */
  public Ordered order(JobOrder order) {
    Optional<UUID> before = rows.ofKey(keys.of(order));
    UUID id = jobs.order(order);
    rows.hold(id).filter(row -> row.state() == JobState.DEAD).ifPresent(jobs::retried);
    return new Ordered(id, before.isEmpty());
  }

  /** A job as it is now; empty when it is no more. */
  public Optional<JobView> find(UUID id) {
    return search.row(id);
  }

  /** Ends a job that is not at its end. */
  public void withdraw(UUID id) {
    rows.hold(id).filter(row -> !row.state().isEnd()).ifPresent(jobs::cancelled);
  }
}
